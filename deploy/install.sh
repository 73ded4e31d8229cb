#!/bin/sh
# Puts the site on a small server, and brings it up to date: the same command for both, and harmless when nothing is new.
#
#   git clone ADDRESS-OF-THIS-PROJECT /srv/next24 && sh /srv/next24/deploy/install.sh
#
# As root, on Debian 12 or later or Ubuntu 24.04 or later. The first time it asks three questions and writes the answers into
# /etc/next24.env; later it asks nothing. It stops at the first step that fails, says which, and leaves the version that ran.
#
# Beside packages and a certificate it writes these, and nothing else:
#   /etc/next24.env                          your settings, the first time only
#   /etc/systemd/system/next24@.*            the site as a service
#   /etc/systemd/system/nginx.service.d/next24.conf
#                                            keeps what is in nginx's memory off the disk
#   /etc/nginx/conf.d/next24.conf, /etc/nginx/snippets/next24.conf
#                                            your name alone: other sites of this server, their settings and their logs stay as they are
#
# Tests set NEXT24_ROOT to a folder that stands for / and put programs of their own before the real ones.
set -eu
umask 022

ROOT="${NEXT24_ROOT:-}"
HERE="$ROOT/srv/next24"
SETTINGS="$ROOT/etc/next24.env"
UNITS="$ROOT/etc/systemd/system"
NGINX="$ROOT/etc/nginx"
CERTIFICATES="$ROOT/etc/letsencrypt/live"

step='the start'
before=''

main() {
  look_around
  [ -f "$SETTINGS" ] || ask
  name="$(sed -n 's|^SITE_URL="\{0,1\}https://\([^"/]*\).*|\1|p' "$SETTINGS")"
  [ -n "$name" ] || stop "SITE_URL in $SETTINGS must look like SITE_URL=\"https://your.name\""
  [ "${1:-}" = --pulled ] || get_packages
  [ "${1:-}" = --pulled ] || pull
  [ "${1:-}" != --pulled ] || before="$2"
  prepare
  write_units
  get_certificate
  start
  write_nginx next24.conf
  finish
}

look_around() {
  [ "$(id -u)" = 0 ] || stop 'this needs root: put sudo in front'
  for program in apt-get dpkg systemctl; do
    command -v "$program" >/dev/null || stop 'this needs Debian or Ubuntu with systemd'
  done
  [ "$(cd "$(dirname "$0")/.." && pwd -P)" = "$(cd "$HERE" 2>/dev/null && pwd -P)" ] || stop "this project has to stand in $HERE"
}

# The three questions.
ask() {
  echo 'The name of your site, without https://. It ends in browser histories: choose one that tells nothing.'
  answer 'Name' is_name
  site="$(echo "$given" | tr '[:upper:]' '[:lower:]')"
  echo 'Who runs it, as visitors shall read it.'
  answer 'Organisation' is_text
  operator="$given"
  echo 'An e-mail address for visitors, and for word about your certificate.'
  answer 'E-mail' is_mail
  contact="$given"
  # The shell and systemd both read this file: no value holds a sign that one of them takes for its own.
  printf 'SITE_URL="https://%s"\nOPERATOR_NAME="%s"\nOPERATOR_CONTACT="%s"\n' "$site" "$operator" "$contact" >"$SETTINGS.new"
  mv "$SETTINGS.new" "$SETTINGS"
}

# Ask until the answer is of its kind, and holds no sign that the shell or systemd takes for its own.
answer() {
  while :; do
    printf '%s: ' "$1"
    read -r given || stop 'there is nobody to answer'
    if ! printf '%s' "$given" | grep -q '["$`\\]' && "$2"; then return; fi
    echo 'That does not look right. A straight double quote, a dollar sign, a backquote or a backslash cannot stand in it.'
  done
}

is_name() { printf '%s' "$given" | grep -qiE '^[a-z0-9]([a-z0-9.-]*[a-z0-9])?\.[a-z]([a-z0-9-]*[a-z0-9])$'; }
is_text() { printf '%s' "$given" | grep -q '[^[:space:]]'; }
is_mail() { printf '%s' "$given" | grep -qE '^[^[:space:]@]+@[^[:space:]@]+\.[^[:space:]@]+$'; }

get_packages() {
  begin 'packages'
  missing=''
  for package in certbot curl git make nginx python3-venv; do
    dpkg -s "$package" 2>/dev/null | grep -q '^Status: .* installed$' || missing="$missing $package"
  done
  [ -z "$missing" ] && return
  apt-get update --quiet
  # shellcheck disable=SC2086  # One word for each package.
  DEBIAN_FRONTEND=noninteractive apt-get install --quiet --yes --no-install-recommends $missing
}

# Never a merge: where the branches went apart, a person has to look. The new version's own script goes on.
pull() {
  begin 'new version'
  before="$(git -C "$HERE" rev-parse HEAD)"
  if git -C "$HERE" rev-parse --quiet --verify '@{upstream}' >/dev/null; then
    git -C "$HERE" pull --quiet --ff-only || { before=''; stop 'git could not go forward: this copy has changes of its own, or no network. Nothing was changed.'; }
  else
    echo 'This copy follows no other: it stays as it is.'
  fi
  exec sh "$HERE/deploy/install.sh" --pulled "$before"
}

prepare() {
  begin 'programs and files'
  make --no-print-directory -C "$HERE" static
  begin 'check of settings, words and pages'
  sh "$HERE/deploy/manage.sh" check
  mkdir -p "$HERE/build"
  sh "$HERE/deploy/manage.sh" error_page build/error
}

write_units() {
  begin 'services'
  mkdir -p "$UNITS/nginx.service.d"
  cp "$HERE"/deploy/systemd/next24@.service "$HERE"/deploy/systemd/next24@.socket "$UNITS/"
  cp "$HERE/deploy/systemd/nginx.service.d/next24.conf" "$UNITS/nginx.service.d/next24.conf"
  systemctl daemon-reload
}

get_certificate() {
  [ ! -f "$CERTIFICATES/$name/fullchain.pem" ] || return 0
  begin 'certificate'
  getent hosts "$name" >/dev/null || stop "$name does not lead to any machine yet: give it this server's address where you bought the name, and run this again"
  names="--domain $name"
  if getent hosts "www.$name" >/dev/null; then names="$names --domain www.$name"; fi
  contact="$(sed -n 's/^OPERATOR_CONTACT="\{0,1\}\([^"]*@[^"]*\).*/\1/p' "$SETTINGS")"
  write_nginx first.conf
  mkdir -p "$ROOT/var/www/html"
  # shellcheck disable=SC2086  # One word for each option.
  certbot certonly --non-interactive --agree-tos --webroot --webroot-path "$ROOT/var/www/html" $names \
    ${contact:+--email "$contact"} --deploy-hook 'systemctl reload nginx'
}

# One instance after the other. A restart is over when that instance answers; the other goes on meanwhile.
start() {
  begin 'start'
  systemctl enable --quiet next24@1.socket next24@2.socket next24@1 next24@2
  systemctl start next24@1.socket next24@2.socket
  systemctl restart next24@1
  systemctl restart next24@2
}

# Ours is tried before nginx reads it, and taken away again where it is wrong: the other sites go on either way.
write_nginx() {
  begin "nginx, $1"
  others="$(grep -RlsE "^[[:space:]]*server_name[^;]*[[:space:]]$(echo "$name" | sed 's/\./\\./g')[;[:space:]]" "$NGINX/sites-enabled" "$NGINX/conf.d" | grep -v '/next24\.conf$' || true)"
  [ -z "$others" ] || stop "$others already serves $name: take that name out of it first"
  mkdir -p "$NGINX/conf.d" "$NGINX/snippets" "$ROOT/run/next24-nginx"
  for file in conf.d snippets; do
    rm -f "$NGINX/$file/next24.conf.before"
    if [ -f "$NGINX/$file/next24.conf" ]; then cp "$NGINX/$file/next24.conf" "$NGINX/$file/next24.conf.before"; fi
  done
  for_this_server "$1" >"$NGINX/conf.d/next24.conf"
  for_this_server snippet.conf >"$NGINX/snippets/next24.conf"
  if nginx -t -q; then
    rm -f "$NGINX/conf.d/next24.conf.before" "$NGINX/snippets/next24.conf.before"
    # Only a restart gives nginx that memory. Where other sites stand, that is a blink for them, and happens once.
    if has_own_memory; then systemctl reload nginx; else systemctl restart nginx; fi
    return
  fi
  for file in conf.d snippets; do
    rm "$NGINX/$file/next24.conf"
    if [ -f "$NGINX/$file/next24.conf.before" ]; then mv "$NGINX/$file/next24.conf.before" "$NGINX/$file/next24.conf"; fi
  done
  stop 'nginx does not take these settings. They were taken away again.'
}

has_own_memory() {
  grep -qs next24-nginx "$ROOT/proc/$(cat "$ROOT/run/nginx.pid" 2>/dev/null)/mountinfo"
}

for_this_server() {
  ipv6='/^ *listen \[::\]/d'
  if [ -e /proc/net/if_inet6 ]; then ipv6=''; fi
  sed -e "s/next24\.example/$name/g" -e "$ipv6" "$HERE/deploy/nginx/$1"
}

finish() {
  begin 'a first look'
  curl --silent --show-error --fail --max-time 20 --retry 3 --retry-connrefused --resolve "$name:443:127.0.0.1" "https://$name/healthz"
  before=''
  echo
  echo "https://$name answers. What is left for people to do:"
  echo "  sh $HERE/deploy/manage.sh readiness"
  echo "A new version, or new settings in $SETTINGS: run this command again."
}

begin() {
  step="$1"
  echo "== $step"
}

stop() {
  echo "$1" >&2
  exit 1
}

# What failed is named. Files that came with this run go back to the version before, and an instance that was told to start anew takes it.
at_the_end() {
  status=$?
  [ $status -ne 0 ] || exit 0
  echo "Stopped at: $step. Your settings stand in $SETTINGS; once it is put right, run this again." >&2
  if [ -n "$before" ] && [ "$(git -C "$HERE" rev-parse HEAD)" != "$before" ]; then
    if ! git -C "$HERE" reset --quiet --keep "$before"; then
      echo "The version before could not be put back. By hand: git -C $HERE reset --keep $before" >&2
    elif ! make --no-print-directory -C "$HERE" static; then
      echo "The files of the version before are back, but not all that they need. By hand: make -C $HERE static" >&2
    else
      [ "$step" != start ] || systemctl restart next24@1 || true
      echo 'The version before is in place again, and goes on.' >&2
    fi
  fi
  exit $status
}

trap at_the_end EXIT
main "$@"
