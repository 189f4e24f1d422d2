package org.mainspring.mainloop.steps;

import static net.bytebuddy.jar.asm.Opcodes.ASM9;
import static net.bytebuddy.jar.asm.Opcodes.DUP;
import static net.bytebuddy.jar.asm.Opcodes.INVOKESTATIC;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;

/**
 * Loads the library once more, so that it counts what it does: each beginning of a method, each turn of a loop, and each
 * element that it has the JDK copy. So no walk escapes, wherever in the library it is, and the library knows nothing of it.
 */
final class CountedLoader extends ClassLoader {
    private static final String COUNTED = "org.mainspring.mainloop.";
    private static final String STEPS = "org/mainspring/mainloop/steps/Steps";

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
            return name.startsWith(COUNTED) ? define(name) : super.loadClass(name, resolve);
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

    private static byte[] counted(byte[] code) {
        ClassReader reader = new ClassReader(code);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(
                new ClassVisitor(ASM9, writer) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access, String name, String descriptor, String signature, String[] exceptions) {
                        return new CountingMethod(super.visitMethod(access, name, descriptor, signature, exceptions));
                    }
                },
                0);
        return writer.toByteArray();
    }

    /** A jump to a label that has been visited already goes back: so a loop turns. */
    private static final class CountingMethod extends MethodVisitor {
        private final Set<Label> visited = new HashSet<>();

        CountingMethod(MethodVisitor next) {
            super(ASM9, next);
        }

        @Override
        public void visitCode() {
            super.visitCode();
            step();
        }

        @Override
        public void visitLabel(Label label) {
            visited.add(label);
            super.visitLabel(label);
        }

        @Override
        public void visitJumpInsn(int opcode, Label label) {
            if (visited.contains(label)) {
                step();
            }
            super.visitJumpInsn(opcode, label);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            boolean copies = owner.equals("java/util/Arrays") && name.equals("copyOf")
                    || owner.equals("java/lang/System") && name.equals("arraycopy");
            if (copies) { // its last argument is how many
                super.visitInsn(DUP);
                super.visitMethodInsn(INVOKESTATIC, STEPS, "copied", "(I)V", false);
            }
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        }

        private void step() {
            super.visitMethodInsn(INVOKESTATIC, STEPS, "step", "()V", false);
        }
    }
}
