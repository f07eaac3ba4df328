module @jit {
  func.func public @main(%arg0: tensor<8xf32>) -> (tensor<8xf32>) {
    %0 = func.call @sort(%arg0) : (tensor<8xf32>) -> tensor<8xf32>
    %1 = func.call @cumsum(%0) : (tensor<8xf32>) -> tensor<8xf32>
    return %1 : tensor<8xf32>
  }
  func.func private @sort(%arg0: tensor<8xf32>) -> (tensor<8xf32>) {
    %0 = "stablehlo.sort"(%arg0) <{dimension = 0 : i64, is_stable = true}> ({
    ^bb0(%1: tensor<f32>, %2: tensor<f32>):
      %3 = stablehlo.constant dense<0.0> : tensor<f32>
      %4 = stablehlo.compare EQ, %1, %3, FLOAT : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %5 = stablehlo.select %4, %3, %1 : (tensor<i1>, tensor<f32>, tensor<f32>) -> tensor<f32>
      %6 = stablehlo.compare NE, %1, %1, FLOAT : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %7 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
      %8 = stablehlo.select %6, %7, %5 : (tensor<i1>, tensor<f32>, tensor<f32>) -> tensor<f32>
      %9 = stablehlo.constant dense<0.0> : tensor<f32>
      %10 = stablehlo.compare EQ, %2, %9, FLOAT : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %11 = stablehlo.select %10, %9, %2 : (tensor<i1>, tensor<f32>, tensor<f32>) -> tensor<f32>
      %12 = stablehlo.compare NE, %2, %2, FLOAT : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %13 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
      %14 = stablehlo.select %12, %13, %11 : (tensor<i1>, tensor<f32>, tensor<f32>) -> tensor<f32>
      %15 = stablehlo.compare LT, %8, %14, TOTALORDER : (tensor<f32>, tensor<f32>) -> tensor<i1>
      stablehlo.return %15 : tensor<i1>
    }) : (tensor<8xf32>) -> tensor<8xf32>
    return %0 : tensor<8xf32>
  }
  func.func private @cumsum(%arg0: tensor<8xf32>) -> (tensor<8xf32>) {
    %0 = stablehlo.constant dense<0.0> : tensor<f32>
    %1 = "stablehlo.reduce_window"(%arg0, %0) <{base_dilations = array<i64: 1>, padding = dense<[[7, 0]]> : tensor<1x2xi64>, window_dilations = array<i64: 1>, window_dimensions = array<i64: 8>, window_strides = array<i64: 1>}> ({
    ^bb0(%2: tensor<f32>, %3: tensor<f32>):
      %4 = stablehlo.add %2, %3 : tensor<f32>
      stablehlo.return %4 : tensor<f32>
    }) : (tensor<8xf32>, tensor<f32>) -> tensor<8xf32>
    return %1 : tensor<8xf32>
  }
}
