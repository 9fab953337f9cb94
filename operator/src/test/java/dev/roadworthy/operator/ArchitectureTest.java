package dev.roadworthy.operator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;

/** The layers, as rules: each says what would be lost without it. */
@AnalyzeClasses(packages = "dev.roadworthy", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String CONTRACT = "dev.roadworthy.contract..";
    private static final String API = "dev.roadworthy.api..";
    private static final String CONTROLLER = "dev.roadworthy.controller..";
    private static final String OPERATOR = "dev.roadworthy.operator..";

    @ArchTest
    static final ArchRule CONTRACTS_DEPEND_ON_NONE_OF_OURS = noClasses()
            .that()
            .resideInAPackage(CONTRACT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(API, CONTROLLER, OPERATOR, "io.fabric8..", "io.quarkus..", "software.amazon..")
            .because("steps, operator and bridge share them, and must not share more");

    @ArchTest
    static final ArchRule THE_API_HAS_NO_LOGIC_AND_NO_CLIENT = noClasses()
            .that()
            .resideInAPackage(API)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CONTROLLER, OPERATOR, "io.javaoperatorsdk..", "io.quarkus..", "software.amazon..")
            .because("whoever writes a client takes it alone");

    @ArchTest
    static final ArchRule CONTROLLERS_ARE_PLAIN_JAVA = noClasses()
            .that()
            .resideInAPackage(CONTROLLER)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    OPERATOR, "io.quarkus..", "jakarta..", "software.amazon..", "java.net.http..", "org.slf4j..")
            .because("decisions are tested without a container, a network or a log");

    @ArchTest
    static final ArchRule ONLY_THE_EDGES_SEE_THE_SDK = noClasses()
            .that()
            .resideInAPackage(CONTROLLER)
            .and()
            .doNotImplement(Reconciler.class)
            .and()
            .haveSimpleNameNotEndingWith("EventSources")
            .and()
            .doNotHaveSimpleName("Exit")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.javaoperatorsdk..")
            .because("what is decided must be readable without knowing when it is called");

    @ArchTest
    static final ArchRule DECISIONS_READ_NO_CLOCK_AND_NO_CHANCE = noClasses()
            .that()
            .resideInAPackage(CONTROLLER)
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Random.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class)
            .because("now is a parameter: the same observation gives the same decision");

    @ArchTest
    static final ArchRule ROOMS_ARE_FREE_OF_CYCLES =
            slices().matching("dev.roadworthy.controller.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NAMES_SAY_SOMETHING = classes()
            .should()
            .haveNameNotMatching(".*(Utils?|Helpers?|Manager|Processor|Impl)")
            .because("a name that fits everything is found by nobody");

    @ArchTest
    static final ArchRule NO_STATIC_STATE =
            fields().that().areStatic().should().beFinal().because("two operators in one JVM must not meet");
}
