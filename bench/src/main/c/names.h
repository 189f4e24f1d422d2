/* What the lines of these programs call workloads and peers. The Java side uses the same words. */
#ifndef NAMES_H
#define NAMES_H

#define W1_IDLE "W1 idle dispatch"
#define W2_TIMEOUTS "W2 timeouts"
#define W2_LATENESS "W2 timer lateness"
#define W3_ATTACHED "W3 dispatch against attached"
#define W4_POST "W4 post"
#define W5_WAKE "W5 wake"
#define W6_PING_PONG "W6 ping-pong"
#define W7_ECHO "W7 echo"
#define W8_QUIET "W8 quiet channels"
#define W9_TASK "W9 task"
#define W10_MEMORY "W10 memory"
#define MANY_SOURCES "many sources"
#define FAIRNESS "fairness"
#define FLOOR "floor"

#define GLIB "glib"
#define GLIB_INVOKE "glib-invoke"
#define GLIB_IO_CHANNEL "glib-iochannel"
#define GLIB_THREAD_POOL "glib-thread-pool"
#define QEMU_THREAD_EACH "qemu-thread-each"
#define MACHINE "machine"

#endif
