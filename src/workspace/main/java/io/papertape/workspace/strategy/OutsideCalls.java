package io.papertape.workspace.strategy;

import io.papertape.strategy.Strategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.security.CodeSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;

/// What the code of a strategy calls that another run of the same events would not repeat: clocks,
/// chance without a seed, files, networks, processes, threads, the environment, reflection. And
/// what would end or change the process for all that runs in it: `System.exit`.
///
/// It reads the class files of the strategy and of all that it uses beside the engine and the JDK.
public final class OutsideCalls {
  private static final Set<String> PACKAGES =
      Set.of(
          "java.io.File",
          "java.io.RandomAccessFile",
          "java.lang.Process",
          "java.lang.ProcessHandle",
          "java.lang.Runtime",
          "java.lang.foreign.",
          "java.lang.invoke.MethodHandles",
          "java.lang.reflect.",
          "java.net.",
          "java.nio.channels.",
          "java.nio.file.",
          "java.security.SecureRandom",
          "java.sql.",
          "java.util.Scanner",
          "java.util.Timer",
          "java.util.concurrent.Executor",
          "java.util.concurrent.ForkJoinPool",
          "java.util.concurrent.ThreadLocalRandom",
          "java.util.concurrent.CompletableFuture",
          "jdk.",
          "sun.");
  private static final Set<String> OF_SYSTEM =
      Set.of(
          "clearProperty",
          "console",
          "currentTimeMillis",
          "exit",
          "getProperties",
          "getProperty",
          "getenv",
          "identityHashCode",
          "in",
          "load",
          "loadLibrary",
          "nanoTime",
          "setErr",
          "setIn",
          "setOut",
          "setProperties",
          "setProperty");
  private static final Set<String> OF_CLASSES =
      Set.of(
          "forName",
          "getDeclaredConstructor",
          "getDeclaredMethod",
          "getMethod",
          "getResource",
          "getResourceAsStream",
          "newInstance");

  private OutsideCalls() {}

  /// The calls, each with its class, line and what is called; in the order of the class files.
  public static List<String> of(Class<?> strategy) {
    List<String> calls = new ArrayList<>();
    Set<String> seen = new TreeSet<>();
    Queue<String> left = new ArrayDeque<>();
    left.add(strategy.getName());
    while (!left.isEmpty()) {
      String name = left.remove();
      if (seen.add(name) && isOurs(name)) {
        bytes(strategy.getClassLoader(), name).ifPresent(code -> scan(name, code, calls, left));
      }
    }
    return calls;
  }

  private static boolean isOurs(String name) {
    return !name.startsWith("java.") && !name.startsWith("javax.");
  }

  /// Empty for classes of the engine, and for those that are nowhere.
  private static Optional<byte[]> bytes(ClassLoader loader, String name) {
    try {
      Class<?> type = Class.forName(name, false, loader);
      CodeSource source = type.getProtectionDomain().getCodeSource();
      if (source == null || source.equals(Strategy.class.getProtectionDomain().getCodeSource())) {
        return Optional.empty();
      }
      try (InputStream file =
          type.getClassLoader().getResourceAsStream(name.replace('.', '/') + ".class")) {
        return file == null ? Optional.empty() : Optional.of(file.readAllBytes());
      }
    } catch (ClassNotFoundException | LinkageError _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void scan(String name, byte[] code, List<String> calls, Queue<String> left) {
    ClassModel model = ClassFile.of().parse(code);
    for (MethodModel method : model.methods()) {
      int line = 0;
      for (CodeElement one :
          method.code().<Iterable<CodeElement>>map(body -> body).orElse(List.of())) {
        switch (one) {
          case LineNumber number -> line = number.line();
          case InvokeInstruction call -> {
            String owner = call.owner().asInternalName().replace('/', '.');
            String called = call.name().stringValue();
            left.add(owner);
            if (isOutside(owner, called, call.type().stringValue())) {
              calls.add("%s:%d calls %s.%s".formatted(name, line, owner, called));
            }
          }
          case FieldInstruction field -> {
            String owner = field.owner().asInternalName().replace('/', '.');
            String read = field.name().stringValue();
            left.add(owner);
            if (owner.equals("java.lang.System") && OF_SYSTEM.contains(read)) {
              calls.add("%s:%d reads %s.%s".formatted(name, line, owner, read));
            }
          }
          default -> {
            // calls nothing
          }
        }
      }
    }
  }

  private static boolean isOutside(String owner, String name, String type) {
    if (PACKAGES.stream().anyMatch(owner::startsWith)) {
      return true;
    }
    return switch (owner) {
      case "java.lang.System" -> OF_SYSTEM.contains(name);
      case "java.lang.Class", "java.lang.ClassLoader" -> OF_CLASSES.contains(name);
      case "java.lang.Math" -> name.equals("random");
      case "java.lang.Thread" ->
          name.startsWith("start") || name.startsWith("of") || name.equals("<init>");
      case "java.util.Random", "java.util.SplittableRandom" ->
          name.equals("<init>") && type.equals("()V");
      case "java.util.UUID" -> name.equals("randomUUID");
      case "java.time.Clock", "java.time.InstantSource" -> name.startsWith("system");
      case "java.util.random.RandomGenerator" -> name.equals("getDefault") || name.equals("of");
      default ->
          owner.startsWith("java.time.") && (name.equals("now") || name.equals("systemDefault"));
    };
  }
}
