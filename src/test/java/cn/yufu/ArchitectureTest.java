package cn.yufu;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The table of ARCHITECTURE.md: which package may import which. */
class ArchitectureTest {
    /** Foundations, in order: each may import only those before it. Everything else is a feature. */
    private static final List<String> FOUNDATIONS =
            List.of("db", "http", "event", "calendar", "notification", "booking", "budget");

    /** Blocking by intent, off the event loop: start-up and sample data before the server listens. */
    private static final Set<String> BEFORE_THE_SERVER = Set.of("cn.yufu.db", "cn.yufu.sample");

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("cn.yufu");

    @Test
    void features_never_import_features() {
        slices().matching("cn.yufu.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(DescribedPredicate.alwaysTrue(), in(FOUNDATIONS))
                // the order of the foundations among themselves has its own test
                .ignoreDependency(in(FOUNDATIONS), DescribedPredicate.alwaysTrue())
                .check(classes);
    }

    @Test
    void a_foundation_imports_only_those_before_it() {
        for (int i = 0; i < FOUNDATIONS.size(); i++) {
            noClasses()
                    .that()
                    .resideInAPackage("cn.yufu." + FOUNDATIONS.get(i) + "..")
                    .should()
                    .dependOnClassesThat(ours().and(DescribedPredicate.not(in(FOUNDATIONS.subList(0, i + 1)))))
                    .check(classes);
        }
    }

    @Test
    void nothing_on_the_request_path_blocks() {
        noClasses()
                .that(DescribedPredicate.not(inAny(BEFORE_THE_SERVER)))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "liquibase..")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .check(classes);
    }

    private static DescribedPredicate<JavaClass> ours() {
        return JavaClass.Predicates.resideInAPackage("cn.yufu..");
    }

    private static DescribedPredicate<JavaClass> in(List<String> packages) {
        return JavaClass.Predicates.resideInAnyPackage(
                packages.stream().map(name -> "cn.yufu." + name + "..").toArray(String[]::new));
    }

    private static DescribedPredicate<JavaClass> inAny(Set<String> packages) {
        return JavaClass.Predicates.resideInAnyPackage(packages.toArray(String[]::new));
    }
}
