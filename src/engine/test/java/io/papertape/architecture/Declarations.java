package io.papertape.architecture;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;

/// Types and methods that a source declares, read by the compiler's own parser.
///
/// @param types   types with a name, in the order of the text
/// @param methods methods and constructors that are written out
record Declarations(List<Type> types, List<Method> methods) {

  /// A declared type and the line it starts at.
  record Type(String name, boolean isInterface, int line) {}

  /// A declared method, the line it starts at and how many it takes, annotations included.
  record Method(String name, int line, int lines) {}

  static Declarations parse(String text) {
    return parse(List.of(text)).getFirst();
  }

  /// Those of each text, in their order. One compiler reads them all: to make one takes longer than
  /// to parse a file.
  static List<Declarations> parse(List<String> texts) {
    JavacTask task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(
                    null,
                    null,
                    problem -> {},
                    List.of("-proc:none"),
                    null,
                    texts.stream().map(SourceText::new).toList());
    List<Declarations> all = new ArrayList<>();
    try {
      for (CompilationUnitTree unit : task.parse()) {
        Declarations found = new Declarations(new ArrayList<>(), new ArrayList<>());
        found.new Scanner(unit, Trees.instance(task)).scan(unit, null);
        all.add(found);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  private final class Scanner extends TreePathScanner<Void, Void> {
    private final CompilationUnitTree unit;
    private final Trees trees;

    Scanner(CompilationUnitTree unit, Trees trees) {
      this.unit = unit;
      this.trees = trees;
    }

    @Override
    public Void visitClass(ClassTree type, Void unused) {
      if (!type.getSimpleName().isEmpty()) {
        boolean isInterface = type.getKind() == Tree.Kind.INTERFACE;
        types.add(new Type(type.getSimpleName().toString(), isInterface, firstLine(type)));
      }
      return super.visitClass(type, null);
    }

    @Override
    public Void visitMethod(MethodTree method, Void unused) {
      long end = trees.getSourcePositions().getEndPosition(unit, method);
      if (end >= 0) {
        int first = firstLine(method);
        int last = (int) unit.getLineMap().getLineNumber(end);
        methods.add(new Method(method.getName().toString(), first, last - first + 1));
      }
      return super.visitMethod(method, null);
    }

    private int firstLine(Tree tree) {
      long start = trees.getSourcePositions().getStartPosition(unit, tree);
      return (int) unit.getLineMap().getLineNumber(start);
    }
  }
}
