package io.papertape.live.session;

import io.papertape.live.tape.HaltFile;
import io.papertape.live.tape.TapeEvent.OperatorCommand.Command;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.store.DataSetWriter;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.strategy.LoadedStrategy;
import io.papertape.workspace.synthetic.SyntheticMarket;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// Sessions on replays of a small market, in a workspace of their own, whose strategies a test may
/// look into while they are loaded and asked.
abstract class StagedSessions {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-26T12:00:00Z"), ZoneOffset.UTC);

  @TempDir Path home;
  final List<PaperSessions> hosts = new ArrayList<>();
  final List<String> notices = new CopyOnWriteArrayList<>();
  final AtomicReference<Runnable> whileLoading = new AtomicReference<>(() -> {});
  final AtomicReference<UnaryOperator<LoadedStrategy>> wrapping =
      new AtomicReference<>(UnaryOperator.identity());
  Path first;

  @BeforeEach
  void fill() throws IOException {
    first = home.resolve("first");
    for (String name : List.of("crosses", "bad")) {
      Files.createDirectories(first.resolve("strategies").resolve(name));
    }
    new SyntheticMarket(7, 3, 300, Resolution.DAY)
        .generate(DataStore.in(new Workspace(first)), "days", DataSetWriter.Mode.CREATE);
  }

  @AfterEach
  void end() throws InterruptedException {
    for (PaperSessions host : hosts) {
      for (HostedSession one : host.list()) {
        if (one.isRunning()) {
          one.command(Command.STOP, "test", "over");
        }
        one.awaitRest();
      }
    }
  }

  LoadedStrategy load(Path folder) {
    whileLoading.get().run();
    String name = folder.getFileName().toString();
    return wrapping.get().apply(new StatedStrategy(name, Crosses::new, Map.of()));
  }

  PaperSessions sessions(Path folder) {
    Workspace workspace = new Workspace(folder);
    PaperSessions host =
        new PaperSessions(
            workspace,
            (path, _) -> load(path),
            new Feeds(List.of(new ReplayFeeds(workspace, System::nanoTime))),
            CLOCK,
            System::nanoTime,
            new SessionAlerts(AlertSettings.none(), notices::add),
            notices::add);
    hosts.add(host);
    return host;
  }

  SessionPlan plan(String strategy, String feed) {
    return new SessionPlan(first.resolve("strategies").resolve(strategy), feed);
  }

  static HostedSession begun(PaperSessions host, SessionPlan plan) throws Exception {
    HostedSession session = host.start(plan);
    Path unbegun = session.folder().path().resolve("record").resolve(RecordWitness.UNBEGUN);
    Patience.until("begun", () -> Files.notExists(unbegun));
    return session;
  }

  static HostedSession halted(PaperSessions host, SessionPlan plan) throws Exception {
    HostedSession session = begun(host, plan);
    session.session().orElseThrow().haltFromOutside("session-broke", "as it was told to");
    session.awaitRest();
    return session;
  }

  static boolean isHalted(HostedSession session) {
    return new HaltFile(session.folder().record()).read().isPresent();
  }

  /// Asked for the strategy's remote model while its folder is there and it does not run yet.
  static LoadedStrategy asking(LoadedStrategy strategy, Runnable hook) {
    return (LoadedStrategy)
        Proxy.newProxyInstance(
            LoadedStrategy.class.getClassLoader(),
            new Class<?>[] {LoadedStrategy.class},
            (_, method, arguments) -> {
              if (method.getName().equals("remoteModel")) {
                hook.run();
              }
              return method.invoke(strategy, arguments);
            });
  }

  /// A workspace as a process leaves it that is killed while these run.
  PaperSessions afterACrash(SessionPlan... plans) throws Exception {
    PaperSessions host = sessions(first);
    for (SessionPlan one : plans) {
      begun(host, one);
    }
    CopiedFolder.copy(first, home.resolve("second"));
    return sessions(home.resolve("second"));
  }
}
