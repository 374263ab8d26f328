package io.tinsmith.it;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The direction of knowledge between the modules, as docs/architecture.md draws it. */
@AnalyzeClasses(packages = "io.tinsmith", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule modulesAreFreeOfCycles =
            slices().matching("io.tinsmith.(*)..").should().beFreeOfCycles().allowEmptyShould(true);
}
