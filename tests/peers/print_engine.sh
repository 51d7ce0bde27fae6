#!/bin/bash
# The engine behind `ippeveprinter -c`: one line in paper.log for each sheet that came out.
#
# It obeys files in its folder: `state` holds fault keywords while somebody breaks the printer, `hold`
# makes it wait before its next sheet for as long as the file is there, `pace` is seconds a sheet.
# It says what happens on stderr, in ippeveprinter's own protocol (STATE:, ATTR:).
folder=@FOLDER@
printer=@PRINTER@
told=

say_state() {
    local now
    now=$(tr '\n' ',' <"$folder/state" 2>/dev/null)
    [ "$now" = "$told" ] && return
    [ -n "$told" ] && echo "STATE: -${told%,}" >&2
    [ -n "$now" ] && echo "STATE: +${now%,}" >&2
    told=$now
}

is_canceled() {
    ipptool -T 2 -tv -d "job-id=$IPP_JOB_ID" "$printer" "$folder/job.ipp" 2>/dev/null \
        | grep -q 'job-state-reasons.*processing-to-stop-point'
}

trap 'say_state' EXIT
pages=$(pdfinfo "$1" 2>/dev/null | awk '/^Pages/ {print $2}')
pages=${pages:-1}
echo "ATTR: job-impressions=$pages job-impressions-completed=0" >&2
for page in $(seq "$pages"); do
    say_state
    while [ -s "$folder/state" ] || [ -e "$folder/hold" ]; do
        say_state
        is_canceled && exit 0
        sleep 0.05
    done
    say_state
    if [ "$page" -gt 1 ]; then
        sleep "$(cat "$folder/pace" 2>/dev/null || echo 0)"
        is_canceled && exit 0
    fi
    echo "$IPP_JOB_ID $page/$pages $IPP_JOB_NAME" >>"$folder/paper.log"
    echo "ATTR: job-impressions-completed=$page" >&2
done
