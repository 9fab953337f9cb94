package dev.roadworthy.git;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.roadworthy.git", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "dev.roadworthy.git";
    private static final String HOST = "dev.roadworthy.git.host..";
    private static final String REPOSITORY = "dev.roadworthy.git.repository..";

    @ArchTest
    static final ArchRule OF_OURS_ONLY_THE_PORT_AND_THE_CONTRACTS_ARE_KNOWN = noClasses()
            .should()
            .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("dev.roadworthy..")
                    .and(DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(
                            "dev.roadworthy.git..", "dev.roadworthy.controller.port..", "dev.roadworthy.contract.."))))
            .because("what a kind decides is no business of an adapter");

    @ArchTest
    static final ArchRule THE_API_OF_A_HOST_KNOWS_NOTHING_OF_GIT = noClasses()
            .that()
            .resideInAPackage(HOST)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT, REPOSITORY, "dev.roadworthy.git.manifest..", "org.eclipse.jgit..")
            .because("the next host has another API and the same Git");

    @ArchTest
    static final ArchRule GIT_KNOWS_NOTHING_OF_THE_API_OF_A_HOST = noClasses()
            .that()
            .resideInAPackage(REPOSITORY)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT, HOST, "java.net.http..", "com.fasterxml.jackson..")
            .because("Git is the same at each host");
}
