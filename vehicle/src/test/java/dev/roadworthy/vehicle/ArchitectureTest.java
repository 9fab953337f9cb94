package dev.roadworthy.vehicle;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.time.Instant;

@AnalyzeClasses(packages = "dev.roadworthy.vehicle", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String STATE = "dev.roadworthy.vehicle.state..";
    private static final String DDI = "dev.roadworthy.vehicle.ddi..";
    private static final String INFERENCE = "dev.roadworthy.vehicle.inference..";
    private static final String AGENT = "dev.roadworthy.vehicle.agent..";
    private static final String SIMULATE = "dev.roadworthy.vehicle.simulate..";
    private static final String COMMAND = "dev.roadworthy.vehicle.command..";

    @ArchTest
    static final ArchRule A_VEHICLE_DOES_NOT_KNOW_THAT_IT_IS_SIMULATED = noClasses()
            .that()
            .resideInAnyPackage(STATE, DDI, INFERENCE, AGENT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SIMULATE, COMMAND)
            .because("a fleet of other vehicles than the real ones proves nothing");

    @ArchTest
    static final ArchRule ONLY_DDI_SPEAKS_HTTP = noClasses()
            .that()
            .resideInAnyPackage(STATE, INFERENCE, AGENT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http..")
            .because("the protocol is one package, and its JSON nowhere else");

    @ArchTest
    static final ArchRule THE_DISK_KNOWS_NOBODY = noClasses()
            .that()
            .resideInAPackage(STATE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(DDI, INFERENCE, AGENT)
            .because("its writes are the ones that a power cut is tested at");

    @ArchTest
    static final ArchRule ONLY_THE_DISK_WRITES = noClasses()
            .that()
            .resideInAnyPackage(DDI, INFERENCE, AGENT)
            .should()
            .callMethodWhere(target(owner(equivalentTo(Files.class)))
                    .and(target(nameMatching("write.*|move|copy|delete.*|create.*|newOutputStream"))))
            .because("a write that has no number is tested by no power cut");

    @ArchTest
    static final ArchRule THE_CLOCK_IS_GIVEN = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .because("a vehicle's time never moves back, and that of the machine does");

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("dev.roadworthy.vehicle.(*)..").should().beFreeOfCycles();
}
