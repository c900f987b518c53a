package io.papertape.architecture;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/// Compiles small sources, so that a rule can be shown code that breaks it.
final class Snippets {

  private Snippets() {}

  /// Classes of one statement, inside a method of a class in the package.
  static JavaClasses statement(Path folder, String packageName, String statement) {
    String source =
        """
        package %s;
        import java.util.*;
        import java.util.stream.*;
        class Snippet {
          void run() throws Exception {
            %s;
          }
        }
        """;
    return compile(folder, source.formatted(packageName, statement));
  }

  /// Classes of the sources, each of which declares its package.
  static JavaClasses compile(Path folder, String... sources) {
    StringWriter problems = new StringWriter();
    List<String> options = List.of("-proc:none", "-d", folder.toString());
    List<SourceText> units = Stream.of(sources).map(SourceText::new).toList();
    boolean compiled =
        ToolProvider.getSystemJavaCompiler()
            .getTask(problems, null, null, options, null, units)
            .call();
    if (!compiled) {
      throw new IllegalArgumentException("Snippet does not compile: " + problems);
    }
    // The rules look at names only; reading the JDK's own classes each time takes most of the time.
    return ArchConfiguration.withThreadLocalScope(
        (Function<ArchConfiguration, JavaClasses>)
            configuration -> {
              configuration.setResolveMissingDependenciesFromClassPath(false);
              return new ClassFileImporter().importPath(folder);
            });
  }
}
