/* GLib's main loop, measured with the operations that the Java benchmarks use. See names.h and report.h. */
#include "rows.h"

int main(int argc, char **argv) {
    struct effort effort = effort_of(argc, argv);
    /* Memory first: later the heap has holes, and what fits into them costs nothing. */
    memory_rows(&effort);
    idle_rows(&effort);
    timeout_rows(&effort);
    many_source_rows(&effort);
    attached_rows(&effort);
    post_rows(&effort);
    wake_rows(&effort);
    passing_rows(&effort);
    ping_pong_rows(&effort);
    echo_rows(&effort);
    rally_rows(&effort);
    task_rows(&effort);
    lateness_rows(&effort);
    flooded_rows(&effort);
    return 0;
}
