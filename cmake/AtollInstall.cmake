# What `cmake --install` puts where. The prefix may be moved afterwards: nothing installed names it.
set(ATOLL_MODULE_DEPENDS "" CACHE STRING "Modules that the modulefiles load first (an MPI, say), separated by semicolons")
set(share "${CMAKE_INSTALL_DATADIR}/atoll")

install(TARGETS atoll RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
install(DIRECTORY include/atoll DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}" FILES_MATCHING PATTERN "*.hpp" PATTERN "*.h")
install(FILES LICENSE README.md CHANGELOG.md DESTINATION "${share}")
foreach(folder slurm yaml examples docs)
  if(EXISTS "${PROJECT_SOURCE_DIR}/${folder}")
    install(DIRECTORY "${folder}/" DESTINATION "${share}/${folder}" USE_SOURCE_PERMISSIONS)
  endif()
endforeach()

# The modulefiles find the prefix four folders above themselves: their place below it is fixed.
set(ATOLL_MODULE_TCL_DEPENDS "")
set(ATOLL_MODULE_LUA_DEPENDS "")
foreach(module IN LISTS ATOLL_MODULE_DEPENDS)
  string(APPEND ATOLL_MODULE_TCL_DEPENDS "module load ${module}\n")
  string(APPEND ATOLL_MODULE_LUA_DEPENDS "depends_on(\"${module}\")\n")
endforeach()
foreach(language tcl lua)
  configure_file("modulefiles/atoll.${language}.in" "${PROJECT_BINARY_DIR}/modulefiles/atoll.${language}" @ONLY)
endforeach()
install(FILES "${PROJECT_BINARY_DIR}/modulefiles/atoll.tcl" DESTINATION share/modulefiles/atoll RENAME "${PROJECT_VERSION}")
install(FILES "${PROJECT_BINARY_DIR}/modulefiles/atoll.lua" DESTINATION share/modulefiles/atoll
        RENAME "${PROJECT_VERSION}.lua")
