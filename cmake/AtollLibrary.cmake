# Layer of every library. A library may use libraries of a lower layer only (docs/explanation/architecture.md).
set(atoll_layers core:0 config:1 graph:1 comm:1 process:1 session:1 journal:1 translate:2 drops:2 engine:2 manager:2
                  slurm:2 runtime:3 app:4)
foreach(entry IN LISTS atoll_layers)
  string(REPLACE ":" ";" entry "${entry}")
  list(GET entry 0 name)
  list(GET entry 1 atoll_layer_${name})
endforeach()

# Where a whole tree is built once, sources are compiled in batches: that takes a quarter of the time, because most of it
# goes into headers. Not in the `dev` preset: there the compiler must notice a missing include and a shadowed name, and one
# changed source must not compile others.
function(atoll_compile_in_batches target)
  if(ATOLL_UNITY)
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 16)
  endif()
endfunction()

# Names without "::" are our own libraries, and are checked against the layers above.
function(atoll_add_library name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;PUBLIC;PRIVATE")
  if(arg_UNPARSED_ARGUMENTS OR NOT DEFINED atoll_layer_${name})
    message(FATAL_ERROR "atoll_add_library(${name}): unknown argument '${arg_UNPARSED_ARGUMENTS}' "
                        "or library without a layer")
  endif()
  file(GLOB_RECURSE headers CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/include/atoll/${name}/*.hpp")
  add_library(atoll_${name} ${arg_SOURCES})
  add_library(atoll::${name} ALIAS atoll_${name})
  target_sources(atoll_${name} PUBLIC FILE_SET HEADERS
                 BASE_DIRS "${PROJECT_SOURCE_DIR}/include" FILES ${headers})
  target_include_directories(atoll_${name} PRIVATE "${PROJECT_SOURCE_DIR}/src")
  target_link_libraries(atoll_${name} PRIVATE atoll::options)
  atoll_compile_in_batches(atoll_${name})
  foreach(scope PUBLIC PRIVATE)
    foreach(dependency IN LISTS arg_${scope})
      if(NOT dependency MATCHES "::")
        if(NOT atoll_layer_${dependency} LESS atoll_layer_${name})
          message(FATAL_ERROR "atoll_${name} may not use atoll_${dependency} "
            "(layer ${atoll_layer_${name}} may only look down; ${dependency} is in layer "
            "${atoll_layer_${dependency}})")
        endif()
        set(dependency "atoll::${dependency}")
      endif()
      target_link_libraries(atoll_${name} ${scope} ${dependency})
    endforeach()
  endforeach()
endfunction()
