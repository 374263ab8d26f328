package io.tinsmith.it;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The direction of knowledge between the modules, as docs/architecture.md draws it. */
@AnalyzeClasses(packages = "io.tinsmith", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule eachModuleKnowsOnlyWhatItMay = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("graph")
            .definedBy("io.tinsmith.graph..")
            .layer("memory")
            .definedBy("io.tinsmith.memory..")
            .layer("targets")
            .definedBy("io.tinsmith.targets..")
            .layer("training")
            .definedBy("io.tinsmith.training..")
            .layer("search")
            .definedBy("io.tinsmith.search..")
            .layer("firmware")
            .definedBy("io.tinsmith.firmware..")
            .layer("codegen")
            .definedBy("io.tinsmith.codegen..")
            .layer("cli")
            .definedBy("io.tinsmith.cli..")
            .whereLayer("graph")
            .mayNotAccessAnyLayer()
            .whereLayer("memory")
            .mayOnlyAccessLayers("graph")
            .whereLayer("targets")
            .mayNotAccessAnyLayer()
            .whereLayer("training")
            .mayOnlyAccessLayers("graph")
            .whereLayer("search")
            .mayOnlyAccessLayers("graph", "memory", "targets")
            .whereLayer("firmware")
            .mayNotAccessAnyLayer()
            .whereLayer("codegen")
            .mayOnlyAccessLayers("graph", "memory", "targets", "firmware");

    @ArchTest
    static final ArchRule modulesAreFreeOfCycles =
            slices().matching("io.tinsmith.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTheCommandLineExits = noClasses()
            .that()
            .resideOutsideOfPackage("io.tinsmith.cli..")
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .accessField(System.class, "out");
}
