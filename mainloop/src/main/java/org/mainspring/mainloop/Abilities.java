package org.mainspring.mainloop;

import org.mainspring.mainloop.source.AlwaysReady;
import org.mainspring.mainloop.source.AttachHook;
import org.mainspring.mainloop.source.CheckHook;
import org.mainspring.mainloop.source.FinalizeHook;
import org.mainspring.mainloop.source.IOPoll;
import org.mainspring.mainloop.source.PrepareHook;
import org.mainspring.mainloop.source.SourceFuncs;

/**
 * Which hooks a kind of source has, as bits. They are asked for once per class: to learn that an object has not got an
 * interface takes the JVM a walk over all that it has.
 *
 * @threads any
 */
final class Abilities {
    static final int ALWAYS_READY = 1;
    static final int PREPARES = 2;
    static final int CHECKS = 4;
    static final int FINALIZES = 8;
    static final int ATTACHES = 16;
    static final int LOOKS = 32;

    private static final ClassValue<Byte> OF_CLASS = new ClassValue<>() {
        @Override
        protected Byte computeValue(Class<?> kind) {
            return (byte) (bit(kind, AlwaysReady.class, ALWAYS_READY)
                    | bit(kind, PrepareHook.class, PREPARES)
                    | bit(kind, CheckHook.class, CHECKS)
                    | bit(kind, FinalizeHook.class, FINALIZES)
                    | bit(kind, AttachHook.class, ATTACHES)
                    | bit(kind, IOPoll.class, LOOKS));
        }
    };

    private Abilities() {}

    static byte of(SourceFuncs kind) {
        return OF_CLASS.get(kind.getClass());
    }

    private static int bit(Class<?> kind, Class<?> hook, int bit) {
        return hook.isAssignableFrom(kind) ? bit : 0;
    }
}
