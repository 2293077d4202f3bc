#!/usr/bin/env bash
# Writes deploy/secrets.env (readable by its owner only) with fresh random secrets. Never overwrites one.
set -euo pipefail
file="${1:-$(dirname "${BASH_SOURCE[0]}")/secrets.env}"
if [[ -e "${file}" ]]; then
  echo "${file} exists already" >&2
  exit 1
fi
secret() { head -c 32 /dev/urandom | base64 | tr -d '\n'; }
password() { head -c 24 /dev/urandom | od -An -tx1 | tr -d ' \n'; }
umask 077
{
  echo "POSTGRES_PASSWORD=$(password)"
  for service in GATEWAY REGISTRY ROUTING STREAMING COST MCP_POOL EVENT_STORE; do
    echo "${service}_DB_PASSWORD=$(password)"
  done
  echo "SIGNALBOX_SECRET=$(secret)"
  echo "EVENT_STORE_SECRET=$(secret)"
  echo "MCP_POOL_SECRET=$(secret)"
  echo "SIGNALBOX_BOOTSTRAP_KEY=sbx_$(password)"
} > "${file}"
echo "Wrote ${file}; the first API key is SIGNALBOX_BOOTSTRAP_KEY in it"
