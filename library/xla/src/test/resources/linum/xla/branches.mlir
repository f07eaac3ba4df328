module @jit {
  func.func public @main(%arg0: tensor<f32>) -> (tensor<f32>) {
    %0 = stablehlo.constant dense<0.0> : tensor<f32>
    %1 = stablehlo.compare GT, %arg0, %0, FLOAT : (tensor<f32>, tensor<f32>) -> tensor<i1>
    %2 = stablehlo.convert %1 : (tensor<i1>) -> tensor<i32>
    %3 = stablehlo.constant dense<0> : tensor<i32>
    %4 = stablehlo.constant dense<1> : tensor<i32>
    %5 = stablehlo.clamp %3, %2, %4 : tensor<i32>
    %6 = "stablehlo.case"(%5) ({
      %7 = stablehlo.negate %arg0 : tensor<f32>
      stablehlo.return %7 : tensor<f32>
    }, {
      %8 = stablehlo.sine %arg0 : tensor<f32>
      stablehlo.return %8 : tensor<f32>
    }) : (tensor<i32>) -> tensor<f32>
    return %6 : tensor<f32>
  }
}
