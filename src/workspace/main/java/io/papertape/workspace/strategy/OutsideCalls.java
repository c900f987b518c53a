package io.papertape.workspace.strategy;

import io.papertape.strategy.Strategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicConstantDesc;
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
          "java.util.concurrent.ScheduledThreadPoolExecutor",
          "java.util.concurrent.StructuredTaskScope",
          "java.util.concurrent.ThreadPoolExecutor",
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
      Scan scan = new Scan(name, calls, left);
      method.code().<Iterable<CodeElement>>map(body -> body).orElse(List.of()).forEach(scan::see);
    }
  }

  /// One method, from its first instruction to its last.
  private static final class Scan {
    private final String name;
    private final List<String> calls;
    private final Queue<String> left;
    private int line;

    Scan(String name, List<String> calls, Queue<String> left) {
      this.name = name;
      this.calls = calls;
      this.left = left;
    }

    void see(CodeElement one) {
      switch (one) {
        case LineNumber number -> line = number.line();
        case InvokeInstruction call ->
            call(call.owner(), call.name().stringValue(), call.type().stringValue());
        case InvokeDynamicInstruction call -> {
          // Its bootstrap method is the compiler's; what it is given may be a method to call.
          call.bootstrapArgs().forEach(this::given);
        }
        case ConstantInstruction constant -> given(constant.constantValue());
        case FieldInstruction field -> read(field.owner(), field.name().stringValue());
        default -> {
          // calls nothing
        }
      }
    }

    /// A method reference, or a constant that is made by one.
    private void given(ConstantDesc constant) {
      switch (constant) {
        case DirectMethodHandleDesc handle -> handle(handle);
        case DynamicConstantDesc<?> made -> {
          handle(made.bootstrapMethod());
          made.bootstrapArgsList().forEach(this::given);
        }
        default -> {
          // a plain value or a type
        }
      }
    }

    private void handle(DirectMethodHandleDesc handle) {
      String owner = binaryName(handle.owner());
      switch (handle.kind()) {
        case GETTER, SETTER, STATIC_GETTER, STATIC_SETTER -> read(owner, handle.methodName());
        case CONSTRUCTOR -> call(owner, "<init>", handle.lookupDescriptor());
        default -> call(owner, handle.methodName(), handle.lookupDescriptor());
      }
    }

    private void call(ClassEntry owner, String called, String type) {
      call(owner.asInternalName().replace('/', '.'), called, type);
    }

    private void call(String owner, String called, String type) {
      left.add(owner);
      if (isOutside(owner, called, type)) {
        calls.add("%s:%d calls %s.%s".formatted(name, line, owner, called));
      }
    }

    private void read(ClassEntry owner, String field) {
      read(owner.asInternalName().replace('/', '.'), field);
    }

    private void read(String owner, String field) {
      left.add(owner);
      if (owner.equals("java.lang.System") && OF_SYSTEM.contains(field)) {
        calls.add("%s:%d reads %s.%s".formatted(name, line, owner, field));
      }
    }
  }

  private static String binaryName(ClassDesc type) {
    String descriptor = type.descriptorString();
    return type.isClassOrInterface()
        ? descriptor.substring(1, descriptor.length() - 1).replace('/', '.')
        : descriptor;
  }

  private static boolean isOutside(String owner, String name, String type) {
    if (PACKAGES.stream().anyMatch(owner::startsWith)) {
      return true;
    }
    return switch (owner) {
      case "java.lang.System" -> OF_SYSTEM.contains(name);
      case "java.lang.Class", "java.lang.ClassLoader" -> OF_CLASSES.contains(name);
      case "java.lang.Math", "java.lang.StrictMath" -> name.equals("random");
      case "java.lang.Object" -> name.equals("hashCode");
      case "java.lang.Integer", "java.lang.Long", "java.lang.Boolean" ->
          name.equals("getInteger") || name.equals("getLong") || name.equals("getBoolean");
      case "java.lang.Thread" ->
          name.startsWith("start") || name.startsWith("of") || name.equals("<init>");
      case "java.util.Random", "java.util.SplittableRandom" ->
          name.equals("<init>") && type.equals("()V");
      case "java.util.Collections" -> name.equals("shuffle") && type.equals("(Ljava/util/List;)V");
      case "java.util.Date", "java.util.GregorianCalendar" ->
          name.equals("<init>") && (type.equals("()V") || owner.endsWith("Calendar"));
      case "java.util.Calendar" -> name.equals("getInstance");
      case "java.util.Locale", "java.util.TimeZone" -> name.equals("getDefault");
      case "java.util.UUID" -> name.equals("randomUUID");
      case "java.util.random.RandomGenerator" -> name.equals("getDefault") || name.equals("of");
      case "java.util.random.RandomGeneratorFactory" ->
          name.equals("create") && type.startsWith("()");
      case "java.time.Clock", "java.time.InstantSource" -> name.startsWith("system");
      default ->
          owner.startsWith("java.time.") && (name.equals("now") || name.equals("systemDefault"));
    };
  }
}
