package org.mainspring.mainloop.steps;

import static net.bytebuddy.jar.asm.Opcodes.ASM9;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;

/**
 * Loads the library once more, so that it counts what it does; the library knows nothing of it. Counted are each beginning
 * of a method and each turn of a loop, wherever in the library it is, and the elements that it has the JDK copy or fill. Whatever
 * else it has others do (the JDK, JCTools) must be among the {@link ConstantCalls}, or is noted as a call that nobody knows the
 * length of. So a walk is counted, or noted.
 */
final class CountedLoader extends ClassLoader {
    static final String COUNTED = "org/mainspring/mainloop/";
    private static final String STEPS = COUNTED + "steps/";

    CountedLoader() {
        super(CountedLoader.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            return name.replace('.', '/').startsWith(COUNTED) ? define(name) : super.loadClass(name, resolve);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        String file = name.replace('.', '/') + ".class";
        try (InputStream in = getParent().getResourceAsStream(file)) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] code = in.readAllBytes();
            byte[] counted = file.startsWith(STEPS) ? code : counted(code);
            return defineClass(name, counted, 0, counted.length);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private byte[] counted(byte[] code) {
        ClassReader reader = new ClassReader(code);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        ClassVisitor counting = new ClassVisitor(ASM9, writer) {
            @Override
            public MethodVisitor visitMethod(
                    int access, String name, String descriptor, String signature, String[] exceptions) {
                MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
                return new CountingMethod(next, getParent());
            }
        };
        reader.accept(counting, 0);
        return writer.toByteArray();
    }
}
