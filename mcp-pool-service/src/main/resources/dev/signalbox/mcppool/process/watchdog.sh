# Reads +session and -session until its input ends: then the owner is gone, and what it started goes too.
# $1 is the owner's mark.
trap '' HUP INT TERM
sessions=' '
while read -r line; do
  case $line in
    +*) sessions="$sessions${line#+} " ;;
    -*) rest=${sessions#* ${line#-} }
        [ "$rest" = "$sessions" ] || sessions="${sessions%% ${line#-} *} $rest" ;;
  esac
done

left() {
  for process in /proc/[0-9]*; do
    pid=${process#/proc/}
    { read -r stat < "$process/stat"; } 2>/dev/null || continue
    set -- "$1" ${stat##*) }
    [ "$2" = Z ] && continue
    case $sessions in
      *" $5 "*) echo "$pid"; continue ;;
    esac
    grep -aqF "SIGNALBOX_MCP_OWNER=$1" "$process/environ" 2>/dev/null && echo "$pid"
  done
}

# A moment for those that end with their input; then for those that end on request.
for wait in 0 0.2 0.3 0.5; do
  sleep "$wait"
  pids=$(left "$1")
  [ -n "$pids" ] || exit 0
done
kill -TERM $pids 2>/dev/null
for round in 1 2 3 4 5 6 7 8 9 10; do
  sleep 0.2
  pids=$(left "$1")
  [ -n "$pids" ] || exit 0
  [ "$round" -gt 3 ] && kill -KILL $pids 2>/dev/null
done
exit 0
