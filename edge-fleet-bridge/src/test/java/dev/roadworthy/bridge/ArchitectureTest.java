package dev.roadworthy.bridge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

/** The layers, as rules: each says what would be lost without it. */
@AnalyzeClasses(packages = "dev.roadworthy.bridge", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule WHO_GETS_WHAT_AND_HOW_IT_FARES_IS_PURE = noClasses()
            .that()
            .resideInAnyPackage("dev.roadworthy.bridge.campaign", "dev.roadworthy.bridge.health")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(
                    "dev.roadworthy.bridge.campaign",
                    "dev.roadworthy.bridge.health",
                    "dev.roadworthy.bundle.release",
                    "dev.roadworthy.contract",
                    "org.jspecify..",
                    "java..")
            .because("decisions are tested without a database, a network or a log");

    @ArchTest
    static final ArchRule NO_CLOCK_IS_READ_ON_THE_WAY = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .because("one instant a request: what is compared must be of one time");

    @ArchTest
    static final ArchRule ONLY_THE_STORE_SPEAKS_SQL = noClasses()
            .that()
            .resideOutsideOfPackage("dev.roadworthy.bridge.store")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.postgresql..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.sql.PreparedStatement")
            .because("a query that nobody finds is one that nobody changes with the schema");

    @ArchTest
    static final ArchRule THE_VEHICLES_PROTOCOL_STAYS_IN_ITS_ROOM = noClasses()
            .that()
            .resideOutsideOfPackages("dev.roadworthy.bridge", "dev.roadworthy.bridge.ddi")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.roadworthy.bridge.ddi")
            .because("a second protocol must be possible beside it");

    @ArchTest
    static final ArchRule ROOMS_ARE_FREE_OF_CYCLES =
            slices().matching("dev.roadworthy.bridge.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NAMES_SAY_SOMETHING = classes()
            .should()
            .haveNameNotMatching(".*(Utils?|Helpers?|Manager|Processor|Impl)")
            .because("a name that fits everything is found by nobody");

    @ArchTest
    static final ArchRule NO_STATIC_STATE =
            fields().that().areStatic().should().beFinal().because("replicas share the database, and nothing else");
}
