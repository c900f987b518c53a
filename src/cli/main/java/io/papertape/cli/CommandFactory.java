package io.papertape.cli;

import io.papertape.workspace.Workspace;
import io.papertape.workspace.strategy.StrategyLoader;
import java.lang.reflect.Constructor;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/// Makes commands; one with a constructor for [CommandContext] gets it.
final class CommandFactory implements IFactory {
  /// What a command needs of the process.
  record CommandContext(
      Terminal terminal, Workspace workspace, Path folder, StrategyLoader strategies) {}

  private final CommandContext context;

  CommandFactory(
      Terminal terminal,
      Map<String, String> environment,
      Path folder,
      Function<Workspace, StrategyLoader> strategies) {
    Workspace workspace = Workspace.locate(environment, folder);
    context = new CommandContext(terminal, workspace, folder, strategies.apply(workspace));
  }

  Workspace workspace() {
    return context.workspace();
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      Class<?>[] wanted = constructor.getParameterTypes();
      if (wanted.length == 1 && wanted[0] == CommandContext.class) {
        return type.cast(constructor.newInstance(context));
      }
    }
    return CommandLine.defaultFactory().create(type);
  }
}
