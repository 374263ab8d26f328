package io.tinsmith.search;

import java.util.List;

class RandomStrategyTest extends StrategyTester {
    @Override
    Strategy<List<Integer>> create(SpaceOperations<List<Integer>> space, long seed) {
        return new RandomStrategy<>(space, seed);
    }
}
