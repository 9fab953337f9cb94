package dev.roadworthy.bundle;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

@AnalyzeClasses(packages = "dev.roadworthy.bundle", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule THE_TRUST_LIBRARY_TRUSTS_FEW = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.roadworthy.bundle..",
                    "dev.roadworthy.contract",
                    "com.fasterxml.jackson..",
                    "org.jspecify..",
                    "java..",
                    "javax.crypto..")
            .because("every library here can forge a release on a vehicle");

    @ArchTest
    static final ArchRule IT_HAS_NO_NETWORK = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net..")
            .because("a verification that asks somebody is another one");

    @ArchTest
    static final ArchRule IT_HAS_NO_CLOCK = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .because("a vehicle has its own idea of a trusted time");

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("dev.roadworthy.bundle.(*)..").should().beFreeOfCycles();
}
