# What `cmake --install` puts where; the prefix may be moved afterwards.
install(TARGETS atoll RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
install(DIRECTORY include/atoll DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
