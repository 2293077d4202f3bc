-- A login role and a schema of the same name for one service, run by the owner of the database.
-- ${service} and ${password} are replaced before it runs; running it again changes the password only.
DO $body$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${service}') THEN
    CREATE ROLE "${service}" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION;
  END IF;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN NULL; -- another starter was faster
END
$body$;
ALTER ROLE "${service}" PASSWORD '${password}';
DO $body$
BEGIN
  -- What every role may do by default is what keeps services apart: nothing.
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO "${service}"', current_database());
  EXECUTE format('ALTER ROLE "${service}" IN DATABASE %I SET search_path = "${service}"', current_database());
END
$body$;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
CREATE SCHEMA IF NOT EXISTS "${service}";
ALTER SCHEMA "${service}" OWNER TO "${service}";
REVOKE ALL ON SCHEMA "${service}" FROM PUBLIC;
