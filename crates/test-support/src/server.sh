# Runs a PostgreSQL server for tests until nobody uses it. $1: the folder of the files `users` and `address`.
# Prints the folder of its socket once it answers, or `missing` when PostgreSQL is not installed.
set -eu
state=$1

newest=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
PATH=${newest:+$newest:}$PATH
if ! command -v initdb >/dev/null || ! command -v pg_ctl >/dev/null; then
    echo missing
    exit 1
fi

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# PostgreSQL refuses to run as root.
as=
if [ "$(id -u)" = 0 ]; then
    chown postgres "$folder"
    as='setpriv --reuid postgres --regid postgres --clear-groups --'
fi

cd "$folder"
$as initdb --pgdata cluster --username sunlot --auth trust --encoding UTF8 --locale C.UTF-8 --no-sync >&2
cat >>cluster/postgresql.conf <<CONF
listen_addresses = ''
unix_socket_directories = '$folder'
max_connections = 400
fsync = off
synchronous_commit = off
full_page_writes = off
autovacuum = off
CONF
$as pg_ctl --pgdata cluster --log "$folder/log" --wait start >&2
trap '$as pg_ctl --pgdata cluster --mode immediate stop >&2; cd /; rm -rf "$folder"' EXIT
trap 'exit 1' HUP INT TERM

printf %s "$folder" >"$state/address"
echo "$folder"
exec >/dev/null

# `cargo test` runs one test program after another: wait a little for the next before stopping.
exec 9>>"$state/users"
while :; do
    flock 9
    flock --unlock 9
    sleep 3
    if flock --nonblock 9; then break; fi
done
rm -f "$state/address"
