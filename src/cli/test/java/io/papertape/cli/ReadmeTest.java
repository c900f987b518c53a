package io.papertape.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The README's commands do what they say, and its example compiles.
class ReadmeTest {
  private static final Path ROOT = Path.of(System.getProperty("papertape.root", "../.."));
  private static final Pattern BLOCK =
      Pattern.compile("```(console|java)\n(.*?)```", Pattern.DOTALL);
  private static final String PROMPT = "$ ./papertape ";

  @TempDir private Path folder;

  /// A command of the README with the output printed below it.
  private record Command(String line, List<String> output) {}

  private static List<String> blocks(String language) throws IOException {
    List<String> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(Files.readString(ROOT.resolve("README.md")));
    while (matcher.find()) {
      if (matcher.group(1).equals(language)) {
        blocks.add(matcher.group(2));
      }
    }
    return blocks;
  }

  private static List<Command> commands() throws IOException {
    List<Command> commands = new ArrayList<>();
    for (String block : blocks("console")) {
      for (String line : block.lines().toList()) {
        if (line.startsWith(PROMPT)) {
          commands.add(new Command(line.substring(PROMPT.length()), new ArrayList<>()));
        } else {
          commands.getLast().output().add(line);
        }
      }
    }
    return commands;
  }

  @Test
  void everyCommandOfTheCommandLineWorksAndPrintsWhatTheReadmeShows() throws IOException {
    Files.createSymbolicLink(folder.resolve("strategies"), ROOT.resolve("strategies").toRealPath());
    Files.writeString(folder.resolve("prices.csv"), prices());
    List<Command> commands = commands();
    assertThat(commands).hasSizeGreaterThan(6);
    for (Command command : commands) {
      String verb = command.line().split(" ", -1)[0];
      if (!List.of("test", "serve", "paper").contains(verb)) {
        String printed = run(command.line());
        for (String line : command.output()) {
          assertThat(printed).as(command.line()).contains(line.replace("~", folder.toString()));
        }
      }
    }
  }

  @Test
  void everyVerbAndOptionOfPaperIsThere() throws IOException {
    List<String> lines =
        commands().stream().map(Command::line).filter(line -> line.startsWith("paper ")).toList();
    assertThat(lines).hasSizeGreaterThan(1);
    for (String line : lines) {
      List<String> words = List.of(line.split(" ", -1));
      String help = run("paper " + words.get(1) + " --help");
      words.stream()
          .filter(word -> word.startsWith("--"))
          .forEach(option -> assertThat(help).as(line).contains(option));
    }
  }

  private String run(String line) {
    StringWriter text = new StringWriter();
    PrintWriter writer = new PrintWriter(text);
    int code = Main.run(new Terminal(writer, writer), Map.of(), folder, line.split(" ", -1));
    assertThat(code).as(line + "\n" + text).isZero();
    return text.toString();
  }

  /// A made-up file such as a newcomer has: weekdays of one year.
  private static String prices() {
    StringBuilder text = new StringBuilder("Date,Open,High,Low,Close,Volume\n");
    LocalDate date = LocalDate.of(2023, 1, 3);
    for (int day = 0; day < 250; date = date.plusDays(1)) {
      if (date.getDayOfWeek().getValue() <= 5) {
        double close = 100 + 10 * StrictMath.sin(day / 20.0);
        text.append(
            String.format(
                Locale.ROOT,
                "%s,%.2f,%.2f,%.2f,%.2f,1000000\n",
                date,
                close,
                close + 1,
                close - 1,
                close + 0.5));
        day++;
      }
    }
    return text.toString();
  }

  @Test
  void theExampleCompiles() throws IOException {
    String body = blocks("java").getFirst().indent(4);
    String source =
        """
        import io.papertape.market.*;
        import io.papertape.order.*;
        import io.papertape.simulation.*;
        import io.papertape.strategy.*;

        class Example {
          static class BuyAndHold implements Strategy {
            @Override public void onBar(Context context, int instrument) {
              if (context.barIndex(instrument) == 0) {
                context.buy(instrument, Size.ofEquity(0.95));
              }
            }
          }

          void run(BarColumns bars) {
        %s  }
        }
        """
            .formatted(body);
    Path file = Files.writeString(folder.resolve("Example.java"), source);
    StringWriter messages = new StringWriter();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      boolean compiled =
          compiler
              .getTask(
                  messages,
                  files,
                  null,
                  List.of("-cp", System.getProperty("java.class.path"), "-d", folder.toString()),
                  null,
                  files.getJavaFileObjects(file))
              .call();
      assertThat(compiled).as(messages.toString()).isTrue();
    }
  }
}
