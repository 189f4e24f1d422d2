/* The floor: what this machine can do at all, without any library. */
#include "floor.h"

int main(int argc, char **argv) {
    struct effort effort = effort_of(argc, argv);
    floor_alone(&effort);
    floor_cache_line(&effort);
    floor_wake(&effort);
    floor_echo(&effort);
    return 0;
}
