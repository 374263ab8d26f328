package io.tinsmith.training.relaxed;

/** How gates follow from the architecture's parameters, one for each option. */
public enum RelaxationMethod {
    /**
     * The softmax of the parameters: all options are computed and summed (DARTS, Liu et al. 2019, arXiv:1806.09055),
     * with the first-order gradient.
     */
    DARTS,
    /**
     * One option drawn by the softmax for a step of the weights, two for one of the architecture, of which one is passed
     * on (ProxylessNAS, Cai et al. 2019, arXiv:1812.00332, section 3.2). Other than there, options of equal ops share
     * weights, since a short search draws each too rarely to train its own, and options that were not drawn are not scaled
     * back afterwards.
     */
    PROXYLESS
}
