#!/bin/sh
# Draws the passwords that compose.yaml hands to its services, once; what is there is never replaced.
# The files are readable to the container's user, the folder only to you.
set -eu
cd "$(dirname "$0")"

mkdir -p secrets
chmod 700 secrets
umask 022

draw() {  # 40 letters and digits: fit for an address, a JSON file and a shell
    od -An -N 60 -t x1 /dev/urandom | tr -d ' \n' | cut -c 1-40
}

keep() {  # keep NAME TEXT
    [ -s "secrets/$1" ] || printf '%s' "$2" >"secrets/$1"
}

keep database_password "$(draw)"
keep etalase_database_url "postgresql://etalase:$(cat secrets/database_password)@database/etalase"
keep etalase_s3_key "$(draw | cut -c 1-20)"
keep etalase_s3_secret "$(draw)"
keep store_identities "{
  \"identities\": [
    {
      \"name\": \"etalase\",
      \"credentials\": [{\"accessKey\": \"$(cat secrets/etalase_s3_key)\", \"secretKey\": \"$(cat secrets/etalase_s3_secret)\"}],
      \"actions\": [\"Read:media\", \"Write:media\", \"List:media\"]
    }
  ]
}"
echo "The secrets are in $(pwd)/secrets. Keep a copy where the database's backups are not."
