package org.mainspring.mainloop.steps;

import static net.bytebuddy.jar.asm.Opcodes.ASM9;
import static net.bytebuddy.jar.asm.Opcodes.DUP;
import static net.bytebuddy.jar.asm.Opcodes.INVOKESTATIC;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Type;

/** A method of the library's, for a {@link CountedLoader}: tells {@link Steps} what it does. */
final class CountingMethod extends MethodVisitor {
    private static final String STEPS = "org/mainspring/mainloop/steps/Steps";
    private static final Set<String> BOOTSTRAPS =
            Set.of("java/lang/invoke/LambdaMetafactory", "java/lang/runtime/ObjectMethods");

    private final Set<Label> visited = new HashSet<>();
    private final ClassLoader library;

    CountingMethod(MethodVisitor next, ClassLoader library) {
        super(ASM9, next);
        this.library = library;
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

    /** A jump to a label that has been visited already goes back: so a loop turns. */
    @Override
    public void visitJumpInsn(int opcode, Label label) {
        if (visited.contains(label)) {
            step();
        }
        super.visitJumpInsn(opcode, label);
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        String call = owner + "." + name;
        switch (call) {
            case "java/util/Arrays.copyOf", "java/lang/System.arraycopy" -> { // its last argument is how many
                super.visitInsn(DUP);
                super.visitMethodInsn(INVOKESTATIC, STEPS, "copied", "(I)V", false);
            }
            case "java/util/Arrays.fill" -> { // Steps has it for the kinds of arrays that the library fills
                super.visitMethodInsn(opcode, STEPS, name, descriptor, false);
                return;
            }
            case "java/util/List.copyOf" -> {
                super.visitInsn(DUP);
                super.visitMethodInsn(INVOKESTATIC, STEPS, "listed", "(Ljava/util/Collection;)V", false);
            }
            default -> noteIfUnknown(owner, name, descriptor);
        }
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    }

    /** What a reference to a method may do is noted where the reference is made. */
    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        if (!BOOTSTRAPS.contains(bootstrap.getOwner())) {
            note(bootstrap.getOwner() + "." + bootstrap.getName());
        }
        for (Object argument : arguments) {
            if (argument instanceof Handle handle) {
                noteIfUnknown(handle.getOwner(), handle.getName(), handle.getDesc());
            }
        }
        super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
    }

    private void noteIfUnknown(String owner, String name, String descriptor) {
        String declaring = declaring(owner, name);
        String call = declaring + "." + name + descriptor.substring(0, descriptor.indexOf(')') + 1);
        if (!declaring.startsWith(CountedLoader.COUNTED) && !ConstantCalls.contains(declaring, call)) {
            note(call);
        }
    }

    private void note(String call) {
        super.visitLdcInsn(call);
        super.visitMethodInsn(INVOKESTATIC, STEPS, "unknown", "(Ljava/lang/String;)V", false);
    }

    /** Whose the method is: a class of the library's may have inherited it. */
    private String declaring(String owner, String name) {
        if (!owner.startsWith(CountedLoader.COUNTED) || name.equals("<init>")) {
            return owner;
        }
        try {
            Class<?> declaring = declaring(Class.forName(owner.replace('/', '.'), false, library), name);
            return declaring == null ? owner : Type.getInternalName(declaring);
        } catch (ClassNotFoundException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static Class<?> declaring(Class<?> type, String name) {
        if (type == null
                || Arrays.stream(type.getDeclaredMethods())
                        .anyMatch(method -> method.getName().equals(name))) {
            return type;
        }
        Class<?> inherited = declaring(type.getSuperclass(), name);
        for (Class<?> each : type.getInterfaces()) {
            inherited = inherited == null ? declaring(each, name) : inherited;
        }
        return inherited;
    }

    private void step() {
        super.visitMethodInsn(INVOKESTATIC, STEPS, "step", "()V", false);
    }
}
