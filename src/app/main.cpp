#include <cstdio>

int main()
{
    std::puts("atoll 0.1.0");
    return 0;
}
