package io.papertape.architecture;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// A member of the JDK that must not be called or referred to.
///
/// @param owner      regular expression of the full name of the type that declares it
/// @param name       regular expression of its name; `<init>` is a constructor
/// @param parameters which parameter lists, as simple type names, are meant
record ForbiddenUse(Pattern owner, Pattern name, Predicate<List<String>> parameters) {

  static ForbiddenUse of(String owner, String name) {
    return of(owner, name, parameters -> true);
  }

  static ForbiddenUse of(String owner, String name, Predicate<List<String>> parameters) {
    return new ForbiddenUse(Pattern.compile(owner), Pattern.compile(name), parameters);
  }

  boolean matches(JavaAccess<?> access) {
    AccessTarget target = access.getTarget();
    return owner.matcher(target.getOwner().getFullName()).matches()
        && name.matcher(target.getName()).matches()
        && parameters.test(parametersOf(target));
  }

  private static List<String> parametersOf(AccessTarget target) {
    return target instanceof CodeUnitAccessTarget code
        ? code.getRawParameterTypes().stream().map(JavaClass::getSimpleName).toList()
        : List.of();
  }

  /// Fails for each access that one of the uses matches; `wayOut` ends the message.
  static ArchCondition<JavaClass> avoid(List<ForbiddenUse> uses, String wayOut) {
    return new ArchCondition<>("avoid it. " + wayOut) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (JavaAccess<?> access : type.getAccessesFromSelf()) {
          if (uses.stream().anyMatch(use -> use.matches(access))) {
            events.add(SimpleConditionEvent.violated(access, access.getDescription()));
          }
        }
      }
    };
  }
}
