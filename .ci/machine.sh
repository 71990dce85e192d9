# shellcheck shell=bash
# The machine: packages, and the servers the tests run against. Every server is a
# child of this script, in folders of its own, on loopback or a socket; at the end
# each is stopped by its pid.

packages=(ca-certificates chromium chromium-headless-shell curl gcc git libc6-dev libwebp7 postgresql redis-server shellcheck)

cache=${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/ocop-ci
work=$(mktemp -d "${TMPDIR:-/tmp}/ocop-ci.XXXXXX")
chmod 0711 "$work" # PostgreSQL, not being root, must be able to pass
memory=$work
services=() # "pid signal" each

prepare_machine() {
	local missing=() package started=$SECONDS
	printf '## packages\n'
	axe_wanted && ! command -v npm >/dev/null && packages+=(npm)
	for package in "${packages[@]}"; do
		dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed ||
			missing+=("$package")
	done
	if ((${#missing[@]})); then
		printf 'installing %s\n' "${missing[*]}"
		install_packages "${missing[@]}" >"$work/apt.log" 2>&1 || {
			cat "$work/apt.log"
			exit 1
		}
	fi
	prepare_versitygw
	prepare_axe
	printf '## packages: ready in %d s\n' $((SECONDS - started))
}

prepare_versitygw() {
	export VERSITYGW_BIN=${VERSITYGW_BIN:-$cache/versitygw-$versitygw/versitygw}
	[[ -x $VERSITYGW_BIN ]] && return
	printf 'building versitygw %s\n' "$versitygw"
	GOBIN=${VERSITYGW_BIN%/*} go install "github.com/versity/versitygw/cmd/versitygw@$versitygw"
}

# prepare_axe gets the script that reads pages for what keeps people out. npm
# compares it with the registry's checksum; nothing of it runs outside Chromium.
prepare_axe() {
	axe_wanted || return 0
	printf 'fetching axe-core %s\n' "$axe"
	mkdir -p "${OCOP_AXE%/*}"
	(cd "$work" && npm pack --silent "axe-core@$axe" >/dev/null && tar --extract --gzip --file "axe-core-$axe.tgz")
	mv "$work/package/axe.min.js" "$OCOP_AXE"
}

axe_wanted() {
	export OCOP_AXE=${OCOP_AXE:-$cache/axe-core-$axe/axe.min.js}
	[[ ! -e $OCOP_AXE ]]
}

# install_packages installs without letting any package start a server.
install_packages() (
	export DEBIAN_FRONTEND=noninteractive
	policy=/usr/sbin/policy-rc.d
	cluster=/etc/postgresql-common/createcluster.d/ocop-ci.conf
	trap 'rm -f "$work/undo" ${made:-}' EXIT
	made=$cluster
	mkdir -p "${cluster%/*}"
	printf 'create_main_cluster = false\n' >"$cluster"
	if [[ ! -e $policy ]]; then
		made="$cluster $policy"
		printf '#!/bin/sh\nexit 101\n' >"$policy"
		chmod +x "$policy"
	fi
	apt-get --option Acquire::Retries=3 update
	apt-get --option Acquire::Retries=3 install --yes --no-install-recommends "$@"
)

start_services() {
	local started=$SECONDS
	printf '\n## servers\n'
	if (($(df --output=avail -k /dev/shm 2>/dev/null | tail -1 || echo 0) > 1 << 20)); then
		memory=$(mktemp -d /dev/shm/ocop-ci.XXXXXX)
		chmod 0711 "$memory"
	fi
	start_postgres
	start_redis
	start_s3
	printf '## servers: ready in %d s\n' $((SECONDS - started))
}

# start_postgres runs a new cluster that never waits for a disk, on a socket.
start_postgres() {
	local bin as=() options
	bin=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort --version-sort | tail -1)
	mkdir -m 0700 "$memory/postgres"
	if ((EUID == 0)); then
		as=(setpriv --reuid=postgres --regid=postgres --init-groups)
		chown postgres: "$memory/postgres"
	fi
	options=(-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c autovacuum=off
		-c wal_level=minimal -c max_wal_senders=0 -c max_connections=300 -c dynamic_shared_memory_type=mmap
		-c listen_addresses= -c unix_socket_directories="$memory/postgres")
	(cd / && "${as[@]}" "$bin/initdb" --pgdata="$memory/postgres/data" --username=postgres --encoding=UTF8 \
		--no-locale --auth=trust --no-sync) >"$work/initdb.log"
	serve INT "$work/postgres.log" "${as[@]}" "$bin/postgres" -D "$memory/postgres/data" "${options[@]}"
	await 30 PostgreSQL "$bin/pg_isready" --quiet --host="$memory/postgres" --username=postgres
	export OCOP_TEST_DATABASE_URL="postgres://postgres@/postgres?host=$memory/postgres"
	"$bin/postgres" --version
}

start_redis() {
	local port
	port=$(free_port)
	serve TERM "$work/redis.log" redis-server --port "$port" --bind 127.0.0.1 --dir "$work" --save '' --appendonly no \
		--maxmemory 64mb --maxmemory-policy allkeys-lru
	export OCOP_TEST_REDIS_URL=redis://127.0.0.1:$port/0
	await 10 Redis redis-cli -p "$port" ping
	redis-server --version | cut -d' ' -f1-3
}

# start_s3 runs the server for the smoke test; the tests of media start their own.
start_s3() {
	local port
	port=$(free_port)
	mkdir "$work/files" "$work/attributes"
	serve TERM "$work/s3.log" env ROOT_ACCESS_KEY_ID=ocop ROOT_SECRET_ACCESS_KEY=ocop-secret \
		"$VERSITYGW_BIN" --port "127.0.0.1:$port" --health /health --quiet posix --sidecar "$work/attributes" "$work/files"
	s3=http://127.0.0.1:$port
	await 10 versitygw curl --silent --fail --output /dev/null "$s3/health"
	printf 'versitygw %s\n' "${VERSITYGW_BIN%/*}" | sed 's/.*versitygw-/versitygw /'
}

# serve SIGNAL LOG COMMAND…: a child to be stopped with that signal at the end.
serve() {
	local signal=$1 log=$2
	shift 2
	(cd / && exec "$@") >"$log" 2>&1 &
	services+=("$! $signal")
}

end_services() {
	local service pid signal
	for service in "${services[@]}"; do
		read -r pid signal <<<"$service"
		stop "$pid" "$signal" || true
	done
	rm -rf "$work" "$memory"
}

# stop PID SIGNAL: ends a child, hard after ten seconds; its exit code.
stop() {
	local _
	kill -"$2" "$1" 2>/dev/null || true
	for _ in {1..100}; do
		kill -0 "$1" 2>/dev/null || break
		sleep 0.1
	done
	kill -KILL "$1" 2>/dev/null || true
	wait "$1"
}

# await SECONDS NAME COMMAND…: until the command succeeds.
await() {
	local limit=$1 name=$2 started=$SECONDS
	shift 2
	until "$@" >/dev/null 2>&1; do
		if ((SECONDS - started >= limit)); then
			printf '%s does not answer after %d s\n' "$name" "$limit"
			tail -n 20 "$work"/*.log
			return 1
		fi
		sleep 0.1
	done
}

# free_port prints a port of loopback below those the system gives out itself.
free_port() {
	local port
	while port=$((20000 + RANDOM % 10000)); do
		(: <>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
	done
	printf '%d\n' "$port"
}
