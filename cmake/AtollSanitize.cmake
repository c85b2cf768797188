# What the programs of a sanitizers' build find in their environment when ctest starts them.
set(atoll_suppressions "${PROJECT_SOURCE_DIR}/tests/sanitizers")
set(atoll_sanitizer_environment)
if(ATOLL_SANITIZE STREQUAL "address")
  set(atoll_sanitizer_environment
      "LSAN_OPTIONS=suppressions='${atoll_suppressions}/leaks.txt':print_suppressions=0"
      "UBSAN_OPTIONS=print_stacktrace=1")
  # Open MPI leaves behind what modules had allocated that it has unloaded: no suppression can name them.
  list(APPEND atoll_mpi_environment "ASAN_OPTIONS=detect_leaks=0")
elseif(ATOLL_SANITIZE STREQUAL "thread")
  set(atoll_sanitizer_environment
      "TSAN_OPTIONS=suppressions='${atoll_suppressions}/races.txt':second_deadlock_stack=1")
endif()
