package io.papertape.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.List;

/// The packages of the engine in their order; each may use only those before it.
final class PackageOrder {
  private static final String ROOT = "io.papertape.";

  static final List<String> PACKAGES =
      List.of(
          "state",
          "market",
          "indicator",
          "order",
          "execution",
          "account",
          "risk",
          "model",
          "strategy",
          "journal",
          "simulation",
          "performance",
          "experiment");

  static final ArchRule RULE =
      ArchRuleDefinition.classes()
          .should(
              new ArchCondition<>("use only packages before their own, of " + PACKAGES) {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                  checkRanks(type, events);
                }
              });

  private PackageOrder() {}

  private static void checkRanks(JavaClass type, ConditionEvents events) {
    int own = rank(type);
    if (own < 0) {
      events.add(
          SimpleConditionEvent.violated(
              type, "Class outside the packages of the engine: " + type.getFullName()));
    }
    for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
      JavaClass target = dependency.getTargetClass().getBaseComponentType();
      if (target.getPackageName().startsWith(ROOT) && rank(target) > own) {
        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
      }
    }
  }

  /// Place of the class's package; -1 outside the engine.
  private static int rank(JavaClass type) {
    String name = type.getPackageName();
    if (!name.startsWith(ROOT)) {
      return -1;
    }
    return PACKAGES.indexOf(name.substring(ROOT.length()).split("\\.", 2)[0]);
  }
}
