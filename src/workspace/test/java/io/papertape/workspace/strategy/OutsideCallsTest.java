package io.papertape.workspace.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.strategy.Context;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutsideCallsTest {
  @TempDir private Path home;

  private List<String> calls(String statement) {
    return calls(statement, "");
  }

  private List<String> calls(String statement, String more) {
    LoadedStrategy loaded =
        new FolderFixture(home)
            .with(
                "Mine.java",
                """
                import io.papertape.strategy.*;

                public class Mine implements Strategy {
                  @Override
                  public void onBar(Context context, int instrument) {
                    Object o = %s;
                  }
                }
                %s
                """
                    .formatted(statement, more))
            .load(FolderFixture.CODE.replace("parameters: {bars: 4}\n", ""));
    return OutsideCalls.of(loaded.create().getClass());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "java.time.Instant.now() | java.time.Instant.now",
        "System.nanoTime() | java.lang.System.nanoTime",
        "Math.random() | java.lang.Math.random",
        "new java.util.Random() | java.util.Random.<init>",
        "java.net.URI.create(\"http://a\") | java.net.URI.create",
        "java.net.http.HttpClient.newHttpClient() | java.net.http.HttpClient.newHttpClient",
        "java.nio.file.Path.of(\"a\") | java.nio.file.Path.of",
        "System.getenv(\"A\") | java.lang.System.getenv",
        "Runtime.getRuntime() | java.lang.Runtime.getRuntime",
        "Thread.ofVirtual() | java.lang.Thread.ofVirtual"
      })
  void whatAnotherRunWouldNotRepeatIsFoundWithItsLine(String statement, String call) {
    assertThat(calls(statement)).contains("Mine:6 calls " + call);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "System.exit(1) | java.lang.System.exit",
        "Runtime.getRuntime().halt(1) | java.lang.Runtime.halt",
        "System.setOut(null) | java.lang.System.setOut",
        "System.setProperty(\"a\", \"b\") | java.lang.System.setProperty"
      })
  void whatWouldEndOrChangeTheWholeProcessIsFound(String statement, String call) {
    assertThat(calls("null; %s".formatted(statement))).contains("Mine:6 calls " + call);
  }

  @Test
  void whatOtherFilesOfTheStrategyCallIsFoundToo() {
    assertThat(
            calls(
                "Other.price()",
                "class Other { static long price() { return System.currentTimeMillis(); } }"))
        .containsExactly("Other:9 calls java.lang.System.currentTimeMillis");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(java.util.function.LongSupplier) System::nanoTime | java.lang.System.nanoTime",
        "(java.util.function.Supplier<Object>) java.util.Random::new | java.util.Random.<init>",
        "(java.util.function.DoubleSupplier) Math::random | java.lang.Math.random",
        "new java.util.Date() | java.util.Date.<init>",
        "java.util.Calendar.getInstance() | java.util.Calendar.getInstance",
        "new java.util.GregorianCalendar() | java.util.GregorianCalendar.<init>",
        "Integer.getInteger(\"a\") | java.lang.Integer.getInteger",
        "Boolean.getBoolean(\"a\") | java.lang.Boolean.getBoolean",
        "java.util.Locale.getDefault() | java.util.Locale.getDefault",
        "java.util.TimeZone.getDefault() | java.util.TimeZone.getDefault",
        "java.util.UUID.randomUUID() | java.util.UUID.randomUUID",
        "System.identityHashCode(this) | java.lang.System.identityHashCode",
        "new Object().hashCode() | java.lang.Object.hashCode",
        "new Thread(() -> {}) | java.lang.Thread.<init>",
        "new java.util.concurrent.ThreadPoolExecutor(1, 1, 1, null, null)"
            + " | java.util.concurrent.ThreadPoolExecutor.<init>"
      })
  void whatIsHiddenBetterIsFoundToo(String statement, String call) {
    assertThat(calls(statement)).contains("Mine:6 calls " + call);
  }

  @Test
  void aShuffleIsRepeatedOnlyWithItsGenerator() {
    String list = "new java.util.ArrayList<>(java.util.List.of(1, 2))";
    assertThat(calls("null; java.util.Collections.shuffle(%s)".formatted(list)))
        .containsExactly("Mine:6 calls java.util.Collections.shuffle");
    assertThat(
            calls(
                "null; java.util.Collections.shuffle(%s, new java.util.Random(7))".formatted(list)))
        .isEmpty();
    assertThat(calls("new java.util.Date(7).getTime()")).isEmpty();
    assertThat(calls("\"text\".hashCode() + java.util.List.of(1).hashCode()")).isEmpty();
    assertThat(calls("(java.util.function.IntSupplier) () -> 7")).isEmpty();
  }

  @Test
  void whatIsRepeatedIsNoCallOutside() {
    assertThat(calls("new java.util.Random(7).nextInt()")).isEmpty();
    assertThat(calls("new java.util.SplittableRandom(7).nextInt()")).isEmpty();
    assertThat(calls("context.timeNanos() + Math.max(1, 2)")).isEmpty();
    assertThat(calls("String.valueOf(java.time.Instant.EPOCH)")).isEmpty();
  }

  /// A strategy is handed nothing else than its context: no type of it leads out of the engine.
  @Test
  void theContextHandsOutNothingButTheEngine() {
    for (Method method : Context.class.getMethods()) {
      assertEngine(method, method.getReturnType());
      for (Type type : method.getParameterTypes()) {
        assertEngine(method, (Class<?>) type);
      }
    }
  }

  private static void assertEngine(Method method, Class<?> type) {
    Class<?> plain = type;
    while (plain.isArray()) {
      plain = plain.getComponentType();
    }
    assertThat(
            plain.isPrimitive()
                || plain == String.class
                || plain.getName().startsWith("java.util.")
                || plain.getName().matches("io\\.papertape\\.[a-z]+\\..*"))
        .as("%s of %s", type, method)
        .isTrue();
  }
}
