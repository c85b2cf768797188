# Seconds until this job's time limit, on standard output; 0 when SLURM does not tell.
atoll_seconds_left() {
    local left days=0 IFS=:
    left=$(squeue --noheader --jobs="$SLURM_JOB_ID" --format=%L 2>/dev/null)
    if [[ $left == *-* ]]; then
        days=${left%%-*}
        left=${left#*-}
    fi
    # shellcheck disable=SC2086 # split at its colons
    set -- $left
    case $# in
        3) echo $((10#$days * 86400 + 10#$1 * 3600 + 10#$2 * 60 + 10#$3)) ;;
        2) echo $((10#$1 * 60 + 10#$2)) ;;
        *) echo 0 ;;
    esac
}
# When this job ends, in seconds since 1970; empty when SLURM does not tell. SLURM_JOB_END_TIME is
# not set by every release.
ATOLL_JOB_END=${SLURM_JOB_END_TIME:-}
if [ -z "$ATOLL_JOB_END" ] && atoll_left=$(atoll_seconds_left) && [ "$atoll_left" -gt 0 ]; then
    ATOLL_JOB_END=$(($(date +%s) + atoll_left))
fi
export ATOLL_JOB_END
