package org.mainspring.task;

/**
 * An object that counts who uses it, and ends with the last of them. A task whose source is one holds a reference from
 * its making until it has let go of everything else; for any other source the garbage collector does.
 *
 * @threads any
 * @origin QEMU object_ref, object_unref
 */
public interface RefCounted {
    /**
     * One more uses it.
     *
     * @origin QEMU object_ref
     */
    void retain();

    /**
     * One less uses it.
     *
     * @origin QEMU object_unref
     */
    void release();
}
