package io.papertape.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.workspace.strategy.StrategyFolder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// Help of every verb keeps its shape on a terminal of 80 columns: what is longer is broken by
/// picocli, which is right for a paragraph and wrong for a part of one or a line with an indent.
class HelpLinesTest {
  private static final int COLUMNS = 80;

  private static List<CommandLine> all() {
    Terminal terminal =
        new Terminal(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()));
    CommandFactory factory =
        new CommandFactory(terminal, Map.of(), Path.of(""), StrategyFolder::new);
    List<CommandLine> commands = new ArrayList<>();
    commands.add(new CommandLine(new Main(), factory));
    for (int i = 0; i < commands.size(); i++) {
      commands.addAll(commands.get(i).getSubcommands().values());
    }
    return commands;
  }

  private static boolean endsSentence(String line) {
    return line.isBlank() || line.endsWith(".") || line.endsWith(":");
  }

  private static List<String> broken(String... lines) {
    List<String> found = new ArrayList<>();
    for (int i = 0; i < lines.length; i++) {
      boolean isParagraph =
          !lines[i].startsWith(" ")
              && endsSentence(lines[i])
              && (i == 0 || endsSentence(lines[i - 1]));
      if (lines[i].length() > COLUMNS && !isParagraph) {
        found.add(lines[i]);
      }
    }
    return found;
  }

  @Test
  void noLineThatMustStayWholeIsLongerThanATerminal() {
    List<String> found = new ArrayList<>();
    for (CommandLine one : all()) {
      CommandLine.Model.UsageMessageSpec usage = one.getCommandSpec().usageMessage();
      for (String[] lines : List.of(usage.header(), usage.description(), usage.footer())) {
        broken(lines)
            .forEach(line -> found.add(one.getCommandSpec().qualifiedName() + ": " + line));
      }
    }
    assertThat(found).isEmpty();
    assertThat(all()).hasSizeGreaterThan(30);
  }

  @Test
  void partsOfParagraphsAndIndentsAreSeen() {
    String half = "x".repeat(81);
    assertThat(broken(half, "is half of it.")).containsExactly(half);
    assertThat(broken("It begins and", half + ".")).containsExactly(half + ".");
    assertThat(broken("  " + half + ".")).hasSize(1);
    assertThat(broken("Whole.", half + ".")).isEmpty();
  }
}
