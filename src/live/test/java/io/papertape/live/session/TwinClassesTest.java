package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.workspace.strategy.LoadedStrategy;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/// A session and the twins that prove its snapshots share no class of the strategy.
class TwinClassesTest extends StagedSessions {
  @Test
  void aSessionLivesWithClassesOfItsOwn() throws Exception {
    List<String> asked = new CopyOnWriteArrayList<>();
    wrapping.set(
        strategy ->
            (LoadedStrategy)
                Proxy.newProxyInstance(
                    LoadedStrategy.class.getClassLoader(),
                    new Class<?>[] {LoadedStrategy.class},
                    (_, method, arguments) -> {
                      if (method.getName().startsWith("create")) {
                        asked.add(method.getName());
                      }
                      return method.invoke(strategy, arguments);
                    }));
    begun(sessions(first), plan("crosses", "replay:days@60x"));
    assertThat(asked).containsExactly("create", "createApart"); // to be looked at; to live
  }
}
