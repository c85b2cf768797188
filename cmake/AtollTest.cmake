# One precompiled header serves all unit tests: GoogleMock is most of what a small test compiles.
add_executable(atoll_test_pch "${CMAKE_CURRENT_LIST_DIR}/test_pch.cpp")
target_link_libraries(atoll_test_pch PRIVATE GTest::gmock_main fmt::fmt atoll::options)
# Tests are compiled more often than they run: their own code is hardly optimised (what they test is). Not -O0: simdjson's
# classes have another layout without optimisation.
target_compile_options(atoll_test_pch PRIVATE -O1)
target_precompile_headers(atoll_test_pch PRIVATE <gmock/gmock.h> <gtest/gtest.h> <chrono> <filesystem> <optional> <span>
                          <string_view> <variant> <fmt/format.h>)

# Open MPI refuses to start as root, and more ranks than cores, unless told: containers and CI need both.
list(APPEND atoll_mpi_environment OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
    OMPI_MCA_rmaps_base_oversubscribe=1 OMPI_MCA_btl_base_warn_component_unused=0
    OMPI_MCA_mpi_yield_when_idle=1)

# What every test program needs, whether GoogleTest's main comes with it or not.
function(atoll_configure_test target)
  target_include_directories(${target} PRIVATE "${PROJECT_SOURCE_DIR}/src" "${PROJECT_SOURCE_DIR}/tests")
  target_link_libraries(${target} PRIVATE atoll::test_support atoll::options)
  target_compile_definitions(${target} PRIVATE ATOLL_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
endfunction()

# atoll_add_unit_tests(graph LINK extra::target)
#
# All tests/unit/<library>/x_test.cpp in one program, unit_<library>; each of them is a test of its own: unit.graph.x.
function(atoll_add_unit_tests library)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "LINK")
  file(GLOB sources CONFIGURE_DEPENDS RELATIVE "${CMAKE_CURRENT_SOURCE_DIR}" "${library}/*_test.cpp")
  set(target unit_${library})
  add_executable(${target} ${sources} "${PROJECT_SOURCE_DIR}/tests/support/unit_main.cpp")
  atoll_configure_test(${target})
  target_link_libraries(${target} PRIVATE atoll::${library} GTest::gmock ${arg_LINK})
  target_compile_options(${target} PRIVATE -O1)
  target_precompile_headers(${target} REUSE_FROM atoll_test_pch)
  atoll_compile_in_batches(${target})
  foreach(source IN LISTS sources)
    string(REGEX REPLACE "_test\\.cpp$" "" stem "${source}")
    string(REPLACE "/" "." test_name "unit/${stem}")
    add_test(NAME ${test_name} COMMAND ${target} --source=${source})
    set_tests_properties(${test_name} PROPERTIES LABELS unit TIMEOUT 60 ENVIRONMENT "${atoll_sanitizer_environment}")
  endforeach()
endfunction()

# atoll_add_test(fleet_test.cpp LIBRARY slurm [NP 1 2 4] [LABELS slow] [LINK extra::target])
#
# A program of its own, called after its folder and file: sim.fleet. With NP it runs under mpirun and brings its own main.
function(atoll_add_test source)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "LIBRARY" "NP;LABELS;LINK")
  string(REGEX REPLACE "_test\\.cpp$" "" stem "${source}")
  cmake_path(GET CMAKE_CURRENT_SOURCE_DIR FILENAME kind)
  string(REPLACE "/" "." test_name "${kind}/${stem}")
  string(REPLACE "." "_" target "${test_name}")
  add_executable(${target} "${source}")
  atoll_configure_test(${target})
  target_link_libraries(${target} PRIVATE atoll::${arg_LIBRARY} ${arg_LINK})
  if(arg_NP)
    target_link_libraries(${target} PRIVATE GTest::gmock MPI::MPI_CXX)
  else()
    target_link_libraries(${target} PRIVATE GTest::gmock_main)
    target_compile_options(${target} PRIVATE -O1)
    target_precompile_headers(${target} REUSE_FROM atoll_test_pch)
    add_test(NAME ${test_name} COMMAND ${target})
    set_tests_properties(${test_name} PROPERTIES LABELS "${kind};${arg_LABELS}" TIMEOUT 60
                         ENVIRONMENT "${atoll_sanitizer_environment}")
  endif()
  foreach(np IN LISTS arg_NP)
    add_test(NAME ${test_name}.np${np}
             COMMAND ${MPIEXEC_EXECUTABLE} ${MPIEXEC_NUMPROC_FLAG} ${np} ${MPIEXEC_PREFLAGS} $<TARGET_FILE:${target}>)
    set_tests_properties(${test_name}.np${np} PROPERTIES
                         LABELS "${kind};${arg_LABELS}" TIMEOUT 120 PROCESSORS ${np}
                         ENVIRONMENT "${atoll_mpi_environment};${atoll_sanitizer_environment}")
  endforeach()
endfunction()
