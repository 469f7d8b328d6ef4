/** Builds the client; in development passes HTTP calls and game sockets on to the server. */
import { readFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { fileURLToPath } from 'node:url'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'
import { textSize } from './text-size.ts'

const server = `http://127.0.0.1:${process.env.PORT ?? 2567}`
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }
const http = { target: server, changeOrigin: false }

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [svelte()],
  css: { postcss: { plugins: [textSize] } },
  define: { __FLOTILLA_VERSION__: JSON.stringify(version) },
  // No inlined files: the server's content policy allows no data: addresses for fonts.
  // Seats and consoles come as soon as somebody means to fly; accounts, portraits and the view into space by themselves.
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
  },
  server: {
    host: '127.0.0.1',
    port: 5173,
    fs: { allow: [fileURLToPath(new URL('..', import.meta.url))] },
    proxy: {
      '/auth': http,
      '/players': http,
      '/admin': http,
      '/api': http,
      '/openapi.json': http,
      '/.well-known': http,
      '/sessions': http,
      // Folders of the page have these names too.
      '^/people(/connection|/[0-9a-f-]{36}(/block)?)?$': http,
      '^/(teams|notifications|moderation)([/?].*)?$': http,
      '^/chat/reports$': http,
      '/matchmake': http,
      '/health': http,
      // A game socket's address is /<process id>/<room id>; pages have such addresses too, so only upgrades pass.
      '^/[\\w-]+/[\\w-]+(\\?.*)?$': {
        target: server,
        ws: true,
        bypass: (request: IncomingMessage) => (request.headers.upgrade ? undefined : request.url),
      },
    },
  },
})
