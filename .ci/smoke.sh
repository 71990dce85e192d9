# shellcheck shell=bash
# The built program, run as people run it.

# build_site builds it where programs may be run, which memory often is not.
build_site() {
	go build -o "$work/ocop" ./cmd/ocop
}

# smoke_demo starts the demo in an empty folder, kills it, starts it again and
# ends it as Ctrl-C does.
smoke_demo() {
	local port pid before after
	build_site
	port=$(free_port)
	site=http://127.0.0.1:$port

	start_demo first
	before=$(count_products)
	((before > 0)) || { printf 'the demo shows no products\n'; return 1; }
	fetch / '<html lang="vi"'
	fetch /en/ '<html lang="en"'
	OCOP_ADDR=127.0.0.1:$port "$work/ocop" health
	kill -KILL "$pid"
	{ wait "$pid"; } 2>/dev/null || true # bash has a word to say about it

	start_demo 'after kill -9'
	after=$(count_products)
	((after == before)) || { printf '%d products before kill -9, %d after\n' "$before" "$after"; return 1; }
	end_site INT "$work/demo.log"
	[[ ! -e $work/demo/postgres/data/postmaster.pid ]] || { printf 'PostgreSQL was left running\n'; return 1; }

	start_demo 'after Ctrl-C'
	end_site TERM "$work/demo.log"
	printf '%d products\n' "$after"
}

# start_demo WHEN: sets pid.
start_demo() {
	local started=$EPOCHREALTIME
	"$work/ocop" demo -no-install -addr "127.0.0.1:$port" -data "$work/demo" >"$work/demo.log" 2>&1 &
	pid=$!
	# However the check ends, the demo ends with it.
	# shellcheck disable=SC2064
	trap "kill -INT $pid 2>/dev/null || true; wait $pid 2>/dev/null || true" EXIT
	await 120 "the demo ($1)" curl --silent --fail "$site/readyz"
	printf 'ready (%s): %s s\n' "$1" "$(seconds_since "$started")"
}

# smoke_serve runs the site with the real PostgreSQL, Redis and S3 server, puts
# products in through the importer and looks for them.
smoke_serve() {
	local port pid imported
	build_site
	port=$(free_port)
	site=http://127.0.0.1:$port
	psql_admin 'CREATE DATABASE ocop_smoke'
	export DATABASE_URL=${OCOP_TEST_DATABASE_URL/\/postgres\?/\/ocop_smoke?} REDIS_URL=$OCOP_TEST_REDIS_URL
	export S3_ENDPOINT=$s3 S3_BUCKET=smoke S3_ACCESS_KEY=ocop S3_SECRET_KEY=ocop-secret
	export OCOP_ADDR=127.0.0.1:$port OCOP_BASE_URL=$site OCOP_DATA=$work/serve OCOP_SECRET=smoke-smoke-smoke-smoke-smoke-smoke

	"$work/ocop" serve >"$work/serve.log" 2>&1 &
	pid=$!
	# shellcheck disable=SC2064
	trap "kill -INT $pid 2>/dev/null || true; wait $pid 2>/dev/null || true" EXIT
	await 60 'the site' curl --silent --fail "$site/readyz"
	await 15 'the site with every part' every_part_works
	curl --silent "$site/readyz"
	printf '\n'
	[[ -d $work/files/smoke ]] || { printf 'the bucket is not on the S3 server\n'; return 1; }

	"$work/ocop" import -partial cmd/ocop/demo/products.csv >"$work/import.txt"
	tail -n 1 "$work/import.txt"
	imported=$(sed -nE 's/^([0-9]+) new, .*/\1/p' "$work/import.txt")
	await 20 'every imported product' shows "$imported"
	fetch / '<html lang="vi"'
	(($(redis-cli -u "$REDIS_URL" dbsize) > 0)) || { printf 'no page was put into Redis\n'; return 1; }
	end_site TERM "$work/serve.log"
}

# end_site SIGNAL LOG: asked to end, the site must end well.
end_site() {
	local code=0
	stop "$pid" "$1" || code=$?
	((code == 0)) || {
		printf 'SIG%s ends it with %d\n' "$1" "$code"
		tail -n 20 "$2"
		return 1
	}
}

every_part_works() { curl --silent "$site/readyz" | grep -q '"status":"ok"'; }
shows() { (($(count_products) == $1)); }

count_products() {
	curl --silent --fail "$site/api/v1/products" | sed -E 's/.*"total":([0-9]+).*/\1/'
}

# fetch PATH TEXT: the page must come and hold the text.
fetch() {
	curl --silent --show-error --fail "$site$1" | grep -qF "$2" || { printf '%s: no %s\n' "$1" "$2"; return 1; }
}

psql_admin() {
	psql --quiet --no-psqlrc --set=ON_ERROR_STOP=1 --dbname="$OCOP_TEST_DATABASE_URL" --command="$1"
}

# seconds_since prints the seconds since a moment of EPOCHREALTIME, to a tenth.
seconds_since() {
	awk -v from="$1" -v to="$EPOCHREALTIME" 'BEGIN { printf "%.1f", to - from }'
}
