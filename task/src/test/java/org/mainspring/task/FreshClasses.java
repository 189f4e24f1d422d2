package org.mainspring.task;

import java.io.IOException;
import java.io.InputStream;

/** The classes of this package as a process finds them that has just begun: nothing in them is set. */
final class FreshClasses extends ClassLoader {
    private FreshClasses() {
        super(FreshClasses.class.getClassLoader());
    }

    static Class<?> load(Class<?> type) throws ClassNotFoundException {
        return new FreshClasses().loadClass(type.getName());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith("org.mainspring.task.")) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream file = IOTask.class.getModule().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (file == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = file.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException unreadable) {
            throw new ClassNotFoundException(name, unreadable);
        }
    }
}
