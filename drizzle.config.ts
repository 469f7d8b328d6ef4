/** Where drizzle-kit writes the migrations that follow from the tables. */
import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'postgresql',
  schema: './server/persistence/tables.ts',
  out: './server/persistence/migrations',
})
