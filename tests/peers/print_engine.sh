#!/bin/bash
# The engine behind `ippeveprinter -c`: one line in paper.log for each sheet that came out.
#
# It obeys files in its folder: `state` holds fault keywords while somebody breaks the printer, `hold`
# holds a number of sheets after which it stands still for as long as the file is there, `empty` is
# there while there is no paper.
# It says what happens on stderr, in ippeveprinter's own protocol (STATE:, ATTR:).
folder=@FOLDER@
printer=@PRINTER@

say_state() {
    local now told
    now=$(paste -sd, "$folder/state" 2>/dev/null)
    told=$(cat "$folder/told" 2>/dev/null)
    [ "$now" = "$told" ] && return
    [ -n "$told" ] && echo "STATE: -$told" >&2
    [ -n "$now" ] && echo "STATE: +$now" >&2
    echo "$now" >"$folder/told"
}

is_canceled() {
    ipptool -T 2 -tv -d "job-id=$IPP_JOB_ID" "$printer" "$folder/job.ipp" 2>/dev/null \
        | grep -q 'job-state-reasons.*processing-to-stop-point'
}

may_go_on() {
    say_state
    is_canceled && exit 0
    while [ -s "$folder/state" ] || [ -e "$folder/empty" ] || [ "$(cat "$folder/hold" 2>/dev/null)" = "$1" ]; do
        say_state
        is_canceled && exit 0
        sleep 0.05
    done
    say_state
}

trap 'say_state' EXIT
[ "$IPP_JOB_NAME" = panel ] && exit 0 # only looks at the switches
pages=$(pdfinfo "$1" 2>/dev/null | awk '/^Pages/ {print $2}')
pages=${pages:-1}
echo "ATTR: job-impressions=$pages job-impressions-completed=0" >&2
for page in $(seq "$pages"); do
    may_go_on $((page - 1))
    echo "$IPP_JOB_ID $page/$pages $IPP_JOB_NAME" >>"$folder/paper.log"
    echo "ATTR: job-impressions-completed=$page" >&2
done
may_go_on "$pages"
