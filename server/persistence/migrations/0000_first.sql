CREATE TABLE "audit" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"actor" uuid,
	"action" text NOT NULL,
	"subject" uuid,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "credentials" (
	"player" uuid PRIMARY KEY NOT NULL,
	"sign_in_name" text NOT NULL,
	"name_key" text NOT NULL,
	"password_hash" text NOT NULL,
	"recovery_hash" text NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "credentials_name_key_unique" UNIQUE("name_key")
);
--> statement-breakpoint
CREATE TABLE "order_logs" (
	"result" uuid NOT NULL,
	"part" integer NOT NULL,
	"seed" integer NOT NULL,
	"orders" integer NOT NULL,
	"log" "bytea" NOT NULL,
	"is_starred" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "order_logs_result_part_pk" PRIMARY KEY("result","part")
);
--> statement-breakpoint
CREATE TABLE "players" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"role" text DEFAULT 'player' NOT NULL,
	"status" text DEFAULT '' NOT NULL,
	"avatar" jsonb,
	"preferences" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "refresh_tokens" (
	"hash" text PRIMARY KEY NOT NULL,
	"sign_in" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "results" (
	"id" uuid PRIMARY KEY NOT NULL,
	"session" uuid NOT NULL,
	"name" text NOT NULL,
	"game" text NOT NULL,
	"scenario" text NOT NULL,
	"settings" jsonb NOT NULL,
	"victory" boolean NOT NULL,
	"reason" text NOT NULL,
	"seconds" integer NOT NULL,
	"players" integer NOT NULL,
	"reconnects" integer NOT NULL,
	"groups" jsonb NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "service_records" (
	"player" uuid NOT NULL,
	"result" uuid NOT NULL,
	"group" integer NOT NULL,
	"seats" jsonb NOT NULL,
	"reconnects" integer NOT NULL,
	"ended_at" timestamp with time zone NOT NULL,
	CONSTRAINT "service_records_player_result_pk" PRIMARY KEY("player","result")
);
--> statement-breakpoint
CREATE TABLE "sign_ins" (
	"id" uuid PRIMARY KEY NOT NULL,
	"player" uuid NOT NULL,
	"device" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"used_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "signing_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"private_key" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"retired_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "credentials" ADD CONSTRAINT "credentials_player_players_id_fk" FOREIGN KEY ("player") REFERENCES "public"."players"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refresh_tokens" ADD CONSTRAINT "refresh_tokens_sign_in_sign_ins_id_fk" FOREIGN KEY ("sign_in") REFERENCES "public"."sign_ins"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_records" ADD CONSTRAINT "service_records_player_players_id_fk" FOREIGN KEY ("player") REFERENCES "public"."players"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_records" ADD CONSTRAINT "service_records_result_results_id_fk" FOREIGN KEY ("result") REFERENCES "public"."results"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_ins" ADD CONSTRAINT "sign_ins_player_players_id_fk" FOREIGN KEY ("player") REFERENCES "public"."players"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_created" ON "audit" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "order_logs_created" ON "order_logs" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "players_seen" ON "players" USING btree ("seen_at");--> statement-breakpoint
CREATE INDEX "refresh_tokens_sign_in" ON "refresh_tokens" USING btree ("sign_in");--> statement-breakpoint
CREATE INDEX "results_ended" ON "results" USING btree ("ended_at");--> statement-breakpoint
CREATE INDEX "service_records_player" ON "service_records" USING btree ("player","ended_at");--> statement-breakpoint
CREATE INDEX "sign_ins_player" ON "sign_ins" USING btree ("player");--> statement-breakpoint
CREATE INDEX "sign_ins_expiry" ON "sign_ins" USING btree ("expires_at");