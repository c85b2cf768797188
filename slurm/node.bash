{{shebang}}
# Started for each rank. Rank 0 and the first node manager run on the node of the batch script and
# inherit what the user's prologue did there; every other node runs the prologue itself.
if [ "${SLURMD_NODENAME:-$(hostname)}" = "${ATOLL_BATCH_NODE:-}" ]; then
    atoll_first=yes
else
    atoll_first=no
{{prologue}}
fi

export ATOLL_SCRATCH={{scratch}}
if [ -z "$ATOLL_SCRATCH" ]; then
    export ATOLL_SCRATCH="${TMPDIR:-/tmp}"
fi

if [ "$atoll_first" = yes ] || [ {{has_epilogue}} = no ]; then
    exec {{program}} ranks --session {{session}} --expect-ranks $(({{nodes}} + 1))
fi

# The user's epilogue runs after the rank, whatever ended it: SLURM signals this shell too.
{{program}} ranks --session {{session}} --expect-ranks $(({{nodes}} + 1)) &
atoll_pid=$!
trap 'kill -USR1 "$atoll_pid" 2>/dev/null' USR1
trap 'kill -TERM "$atoll_pid" 2>/dev/null' TERM
while wait "$atoll_pid"; atoll_status=$?; kill -0 "$atoll_pid" 2>/dev/null; do :; done
{{epilogue}}
exit "$atoll_status"
