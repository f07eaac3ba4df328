package linum.kernel.jshell;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.util.HashSet;
import java.util.Set;

/// Puts a call of [Cancellation#check()] at the start of each method and before each jump backward.
final class CancellationWeaver {
  private static final ClassDesc CHECK = ClassDesc.of(Cancellation.class.getName());

  private final ClassFile classFile;

  /// A weaver that looks up the classes it must relate to each other with the given loader.
  CancellationWeaver(ClassLoader loader) {
    ClassHierarchyResolver resolver =
        ClassHierarchyResolver.ofResourceParsing(loader)
            .orElse(ClassHierarchyResolver.defaultResolver())
            .cached();
    classFile = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(resolver));
  }

  byte[] weave(byte[] bytes) {
    CodeTransform checks = CodeTransform.ofStateful(Checks::new);
    return classFile.transformClass(
        classFile.parse(bytes), ClassTransform.transformingMethodBodies(checks));
  }

  private static final class Checks implements CodeTransform {
    private final Set<Label> passed = new HashSet<>();

    @Override
    public void atStart(CodeBuilder code) {
      insertCheck(code);
    }

    @Override
    public void accept(CodeBuilder code, CodeElement element) {
      if (element instanceof LabelTarget target) {
        passed.add(target.label());
      } else if (element instanceof BranchInstruction jump && passed.contains(jump.target())) {
        insertCheck(code);
      }
      code.with(element);
    }

    private static void insertCheck(CodeBuilder code) {
      code.invokestatic(CHECK, "check", ConstantDescs.MTD_void);
    }
  }
}
