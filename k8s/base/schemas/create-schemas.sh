#!/usr/bin/env bash
# A role and a schema for every service, from service-schema.sql. Runs in PostgreSQL's own image: at first start from
# /docker-entrypoint-initdb.d, or later, again and again, as a job. Connects like psql (PGHOST, PGUSER, PGPASSWORD, ...).
# Needs <SERVICE>_DB_PASSWORD for each service.
set -euo pipefail
template="${SCHEMA_TEMPLATE:-/schemas/service-schema.sql}"
export PGUSER="${PGUSER:-${POSTGRES_USER:-postgres}}" PGDATABASE="${PGDATABASE:-${POSTGRES_DB:-signalbox}}"

for service in gateway registry routing streaming cost mcp_pool event_store; do
  variable="${service^^}_DB_PASSWORD"
  password="${!variable:?${variable} is not set}"
  if [[ ! "${password}" =~ ^[A-Za-z0-9_-]+$ ]]; then
    echo "${variable} may only have letters, digits, _ and -" >&2
    exit 1
  fi
  sed -e "s/\${service}/${service}/g" -e "s/\${password}/${password}/g" "${template}" |
    psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --output /dev/null
  echo "schema ${service} is ready"
done
